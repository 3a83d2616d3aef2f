import { openVoucher } from '#app/pdf/vouchers/open-voucher.server.ts';
import { projectFolder } from '#app/project-folder.ts';
import { bytesOf, type OpenFile } from './open-file.ts';

/**
 * Opens a file here, in this process: for the process that may be ended, and for tests. E-invoices are set as pages; what sets them is
 * brought into memory by the first one.
 */
export const openAnyFile: OpenFile = async (file, { fineness, language = 'nb' } = {}) => openVoucher(await bytesOf(file), {
  fineness,
  readXml: async (xml) => {
    const [{ renderInvoice }, { refusalCause }] = await Promise.all([
      import('#app/features/invoices/render-invoice.server.ts'), import('#app/features/invoices/refusal-cause.ts'),
    ]);
    const invoice = renderInvoice(xml, { language, projectFolder });
    return 'refused' in invoice ? { unreadable: refusalCause[invoice.refused] } : invoice;
  },
});
