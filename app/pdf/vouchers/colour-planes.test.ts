import { describe, expect, test } from 'vitest';
import { paintColours, paintOpacity, type ColourCoding, type Painting, type Plane } from './colour-planes.ts';
import { UnreadableError } from './unreadable.ts';

function aPlane(values: readonly number[], width: number, bits = 8): Plane {
  const stride = Math.max(16, width * 2);
  const data = Buffer.alloc(stride * (values.length / width));
  values.forEach((value, index) => {
    const at = Math.floor(index / width) * stride;
    if (bits === 8) data[at + (index % width)] = value;
    else data.writeUInt16LE(value, at + (index % width) * 2);
  });
  return { data, stride, width, height: values.length / width, bits };
}

function aCanvas(width: number, height: number, channels: 3 | 4 = 3): Painting {
  const placing = { left: 0, top: 0, right: width, bottom: height, start: 0, stepX: 1, stepY: width };
  return { canvas: { width, height, channels, data: new Uint8ClampedArray(width * height * channels) }, placing, left: 0, top: 0 };
}

function painted(planes: readonly Plane[], coding: ColourCoding, painting = aCanvas(planes[0]?.width ?? 1, planes[0]?.height ?? 1)): number[] {
  paintColours(planes, coding, painting);
  return [...painting.canvas.data];
}

const one = (light: number, blue: number, red: number) => [aPlane([light], 1), aPlane([blue], 1), aPlane([red], 1)];

describe('light and two colours make red, green and blue', () => {
  test.each([
    ['white', { matrix: 1, isFullRange: true }, one(255, 128, 128), [255, 255, 255]], ['black, told in the narrow range', { matrix: 6, isFullRange: false }, one(16, 128, 128), [0, 0, 0]],
    ['white, told in the narrow range', { matrix: 6, isFullRange: false }, one(235, 128, 128), [255, 255, 255]],
    ['red of television', { matrix: 6, isFullRange: true }, one(76, 85, 255), [254, 0, 0]], ['red of high definition', { matrix: 1, isFullRange: true }, one(54, 99, 255), [254, 0, 0]],
    ['colours as they are', { matrix: 0, isFullRange: true }, one(10, 20, 30), [30, 10, 20]], ['grey', { matrix: 2, isFullRange: true }, [aPlane([77], 1)], [77, 77, 77]],
    ['ten bits', { matrix: 1, isFullRange: true }, [aPlane([800], 1, 10), aPlane([512], 1, 10), aPlane([512], 1, 10)], [200, 200, 200]],
  ])('%s', (_name, coding, planes, colours) => {
    expect(painted(planes, coding)).toEqual(colours);
  });

  test('each colour of a coarser plane is that of the pixels it covers', () => {
    const grey = [100, 100, 100, 100, 100, 100, 100, 100];
    const colours = painted([aPlane(grey, 4), aPlane([128, 128], 2), aPlane([128, 255], 2)], { matrix: 6, isFullRange: true });
    expect(colours.filter((_, index) => index % 3 === 0)).toEqual([100, 100, 255, 255, 100, 100, 255, 255]);
  });

  test('never by a coding that is not known', () => {
    expect(() => painted(one(1, 2, 3), { matrix: 14, isFullRange: true })).toThrow(UnreadableError);
  });
});

test('a part is painted where it lies, and only as far as it is shown', () => {
  const painting = aCanvas(3, 2);
  paintColours([aPlane([1, 2, 3, 4], 2)], { matrix: 2, isFullRange: true }, { ...painting, left: 2, top: 1 });
  expect([...painting.canvas.data].filter((_, index) => index % 3 === 0)).toEqual([0, 0, 0, 0, 0, 1]);
});

test('opacity stands beside the colours', () => {
  const painting = aCanvas(2, 1, 4);
  paintColours([aPlane([10, 20], 2)], { matrix: 2, isFullRange: true }, painting);
  paintOpacity(aPlane([255, 128], 2), painting);
  expect([...painting.canvas.data]).toEqual([10, 10, 10, 255, 20, 20, 20, 128]);
});
