/** How colours out of reach may be brought within it; PDF/A knows no others. Source: ISO 19005-2 6.2.6, ISO 32000-1 table 70. */
export const renderingIntents: ReadonlySet<string> = new Set(['/RelativeColorimetric', '/AbsoluteColorimetric', '/Perceptual', '/Saturation']);
