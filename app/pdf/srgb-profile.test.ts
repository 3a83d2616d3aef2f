import { expect, test } from 'vitest';
import { srgbProfile } from './srgb-profile.ts';

const profile = srgbProfile();

test('says of itself what a reader checks first: its size, version, kind and spaces', () => {
  expect(profile.readUInt32BE(0)).toBe(profile.length);
  expect([profile[8], profile.toString('latin1', 12, 24), profile.toString('latin1', 36, 40)]).toEqual([4, 'mntrRGB XYZ ', 'acsp']);
});

test('its primaries add up to the white of the space between', () => {
  const tags = new Map(Array.from({ length: profile.readUInt32BE(128) }, (_, index) => [
    profile.toString('latin1', 132 + index * 12, 136 + index * 12), profile.readUInt32BE(136 + index * 12),
  ]));
  const xyz = (tag: string) => [8, 12, 16].map((offset) => profile.readInt32BE((tags.get(tag) ?? 0) + offset) / 65_536);
  const [red, green, blue] = ['rXYZ', 'gXYZ', 'bXYZ'].map(xyz);
  [0.9642, 1, 0.8249].forEach((value, index) => {
    expect((red?.[index] ?? 0) + (green?.[index] ?? 0) + (blue?.[index] ?? 0)).toBeCloseTo(value, 3);
  });
});

test('is the same each time', () => {
  expect(srgbProfile().equals(profile)).toBe(true);
});
