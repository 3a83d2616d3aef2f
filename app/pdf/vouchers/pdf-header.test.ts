import { expect, test } from 'vitest';
import { withHeader } from './pdf-header.ts';

test.each([
  ['%PDF-1.4\n1 0 obj', '%PDF-1.4\n1 0 obj'],
  [`${'x'.repeat(1_000)}%PDF-1.4\n1 0 obj`, `${'x'.repeat(1_000)}%PDF-1.4\n1 0 obj`],
  [`${'x'.repeat(1_024)}%PDF-1.4\n1 0 obj`, '%PDF-1.4\n1 0 obj'],
  ['1 0 obj', '%PDF-1.7\n1 0 obj'],
  ['', '%PDF-1.7\n'],
])('a PDF has its header where every reader finds it', (bytes, expected) => {
  expect(withHeader(Buffer.from(bytes)).toString()).toBe(expected);
});
