/** The parts of a PNG that a PDF takes over as they are. */
export interface PngForPdf {
  readonly dictionary: string;
  readonly data: Buffer;
}

/**
 * Takes the packed rows of an 8-bit grey or RGB PNG without alpha or interlacing: PDF knows their filter.
 * Source: W3C PNG, ISO 32000-1 7.4.4.4.
 */
export function readPng(png: Buffer): PngForPdf {
  const width = png.readUInt32BE(16);
  const depth = png.readUInt8(24);
  const colours = png.readUInt8(25) === 2 ? 3 : 1;
  const chunks: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') chunks.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const parameters = `<< /Predictor 15 /Colors ${colours} /BitsPerComponent ${depth} /Columns ${width} >>`;
  return {
    dictionary: `/ColorSpace /${colours === 3 ? 'DeviceRGB' : 'DeviceGray'} /BitsPerComponent ${depth} /Filter /FlateDecode /DecodeParms ${parameters}`,
    data: Buffer.concat(chunks),
  };
}
