/**
 * The sRGB colour space as an ICC profile of version 4, computed from the published constants, so that no file of anybody's has
 * to be shipped. Source: IEC 61966-2-1 (primaries, white, curve), ICC.1:2010 (format, D50), Bradford's cone responses.
 */
export function srgbProfile(): Buffer {
  const toD50 = multiply(invert(bradford), multiply(diagonal(divide(cones(d50), cones(whitePoint(white)))), bradford));
  const primaries = multiply(toD50, scaledPrimaries());
  const curve = parametricCurve();
  const tags: [name: string, data: Buffer][] = [
    ['desc', multilingual('sRGB')], ['cprt', multilingual('CC0')], ['wtpt', xyz(d50)],
    ['rXYZ', xyz(column(primaries, 0))], ['gXYZ', xyz(column(primaries, 1))], ['bXYZ', xyz(column(primaries, 2))],
    ['rTRC', curve], ['gTRC', curve], ['bTRC', curve], ['chad', fixedArray(toD50.flat())],
  ];
  return assemble(tags);
}

type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

const red = [0.64, 0.33] as const;
const green = [0.3, 0.6] as const;
const blue = [0.15, 0.06] as const;
const white = [0.3127, 0.329] as const;
const d50: Vector = [0.9642, 1, 0.8249];
const bradford: Matrix = [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]];

/** Chromaticity to XYZ at luminance 1. */
function whitePoint([x, y]: readonly [number, number]): Vector {
  return [x / y, 1, (1 - x - y) / y];
}

/** The primaries' XYZ as columns, scaled so that together they give white. */
function scaledPrimaries(): Matrix {
  const [r, g, b] = [whitePoint(red), whitePoint(green), whitePoint(blue)];
  const bare: Matrix = [[r[0], g[0], b[0]], [r[1], g[1], b[1]], [r[2], g[2], b[2]]];
  return multiply(bare, diagonal(apply(invert(bare), whitePoint(white))));
}

function cones(colour: Vector): Vector {
  return apply(bradford, colour);
}

function divide([a, b, c]: Vector, [d, e, f]: Vector): Vector {
  return [a / d, b / e, c / f];
}

function diagonal([a, b, c]: Vector): Matrix {
  return [[a, 0, 0], [0, b, 0], [0, 0, c]];
}

function column(matrix: Matrix, index: 0 | 1 | 2): Vector {
  return [matrix[0][index], matrix[1][index], matrix[2][index]];
}

function apply(matrix: Matrix, [x, y, z]: Vector): Vector {
  const row = ([a, b, c]: Vector) => a * x + b * y + c * z;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

function multiply(left: Matrix, right: Matrix): Matrix {
  const [a, b, c] = [apply(left, column(right, 0)), apply(left, column(right, 1)), apply(left, column(right, 2))];
  return [[a[0], b[0], c[0]], [a[1], b[1], c[1]], [a[2], b[2], c[2]]];
}

function invert([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const over = (value: number) => value / determinant;
  return [
    [over(e * i - f * h), over(c * h - b * i), over(b * f - c * e)],
    [over(f * g - d * i), over(a * i - c * g), over(c * d - a * f)],
    [over(d * h - e * g), over(b * g - a * h), over(a * e - b * d)],
  ];
}

/** Signed numbers with sixteen bits after the point. */
function fixed(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeInt32BE(Math.round(value * 65536), index * 4));
  return bytes;
}

function typed(signature: string, ...data: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from(signature), Buffer.alloc(4), ...data]);
}

function xyz(colour: Vector): Buffer {
  return typed('XYZ ', fixed(colour));
}

function fixedArray(values: readonly number[]): Buffer {
  return typed('sf32', fixed(values));
}

/** From stored values to light: a power above the foot, a straight line below. */
function parametricCurve(): Buffer {
  return typed('para', Buffer.from([0, 3, 0, 0]), fixed([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]));
}

function multilingual(text: string): Buffer {
  const words = Buffer.from(text, 'utf16le').swap16();
  const head = Buffer.alloc(20);
  head.writeUInt32BE(1, 0);
  head.writeUInt32BE(12, 4);
  head.write('enUS', 8, 'latin1');
  head.writeUInt32BE(words.length, 12);
  head.writeUInt32BE(28, 16);
  return typed('mluc', head, words);
}

const headerLength = 128;

function assemble(tags: readonly (readonly [string, Buffer])[]): Buffer {
  const directory = Buffer.alloc(4 + tags.length * 12);
  directory.writeUInt32BE(tags.length, 0);
  const parts: Buffer[] = [];
  const places = new Map<Buffer, number>();
  let offset = headerLength + directory.length;
  for (const [index, [name, data]] of tags.entries()) {
    const place = places.get(data) ?? offset;
    if (!places.has(data)) {
      places.set(data, offset);
      const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
      parts.push(padded);
      offset += padded.length;
    }
    directory.write(name, 4 + index * 12, 'latin1');
    directory.writeUInt32BE(place, 8 + index * 12);
    directory.writeUInt32BE(data.length, 12 + index * 12);
  }
  return Buffer.concat([header(offset), directory, ...parts]);
}

function header(length: number): Buffer {
  const bytes = Buffer.alloc(headerLength);
  bytes.writeUInt32BE(length, 0);
  bytes.writeUInt32BE(0x04200000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  // The day of the ICC's specification: a profile needs a date, and the same bytes each time.
  [2010, 12, 1].forEach((value, index) => bytes.writeUInt16BE(value, 24 + index * 2));
  bytes.write('acsp', 36, 'latin1');
  fixed(d50).copy(bytes, 68);
  return bytes;
}
