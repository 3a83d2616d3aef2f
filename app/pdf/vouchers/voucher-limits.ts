/** Larger files are refused by name: photographs and scans of invoices are far smaller. */
export const maxVoucherBytes = 40 * 1024 * 1024;
