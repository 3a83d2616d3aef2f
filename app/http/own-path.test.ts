import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

describe('a path of ours', () => {
  test.each([
    '/', '/organisations/3f2b', '/organisations/3f2b/programmes/9a1c?done=saved#expenses', '/calculator?fee=20%20000', '/søk?q=på',
  ])('%s', (path) => {
    const target = ownPath(path);
    expect(decodeURI(target ?? '')).toBe(decodeURI(path));
  });

  test('is told as a browser would resolve it', () => {
    expect(ownPath('/a/../b/./c')).toBe('/b/c');
  });
});

describe('an address that leads elsewhere', () => {
  test.each([
    '', ' ', 'evil.example', 'https://evil.example', 'http:evil.example', 'https:/evil.example', '//evil.example', '///evil.example', '////evil.example',
    '/\\evil.example', '\\\\evil.example', '\\/evil.example', '/\\/evil.example', '/..//evil.example', '/.//evil.example', '/a/..//evil.example',
    '/%2e%2e//evil.example', '/%2E/..//evil.example', '/\t/evil.example', '/\n/evil.example', '\t//evil.example', '/\r\n/evil.example',
    ' //evil.example', 'javascript:alert(1)', 'data:text/html,x', '/..\\\\evil.example', '//user@evil.example/', '//[::1]/', '@evil.example',
    '/\u0000/evil.example', '?to=//evil.example', '#//evil.example', `/${'a'.repeat(2_000)}`,
  ])('%j is none', (wanted) => {
    expect(ownPath(wanted)).toBeUndefined();
  });

  test('however it is spelt: what is given back always stays with us', () => {
    const piece = fc.constantFrom('/', '//', '\\', '..', '.', '%2e', '%2f', '%5c', '@', ':', 'evil.example', 'http:', '\t', '\n', '?', '#', 'a', ' ');
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const target = ownPath(pieces.join(''));
      if (target === undefined) return;
      expect(new URL(target, 'https://ou.example').origin).toBe('https://ou.example');
      expect(target).toMatch(/^\/(?!\/|\\)/);
      // Given back once more, as from a hidden field, it is still the same.
      expect(ownPath(target)).toBe(target);
    }), { numRuns: 2_000 });
  });
});
