import { zipSync, type Zippable } from 'fflate';
import { describe, expect, test } from 'vitest';
import { findPaper, openBundle } from './import-bundle.server.ts';
import { zipLimits } from './import-limits.ts';

const text = (content: string) => new TextEncoder().encode(content);
const file = (name: string, content: string | Uint8Array<ArrayBuffer> = name) => new File([content], name);
const zip = (entries: Zippable, name = 'alt.zip') => file(name, new Uint8Array(zipSync(entries)));

async function faultOf(...files: File[]) {
  const result = await openBundle(files);
  return 'fault' in result ? result.fault : undefined;
}

async function opened(...files: File[]) {
  const result = await openBundle(files);
  if ('fault' in result) throw new Error(result.fault);
  return result;
}

describe('files chosen one by one', () => {
  test('are one programme file and the papers beside it', async () => {
    const { programmeFile, papers } = await opened(file('a.pdf'), file('program.JSON', '{}'), file('b.png'));
    expect([programmeFile.name, papers.map(({ path }) => path)]).toEqual(['program.JSON', ['a.pdf', 'b.png']]);
  });

  test('must be one programme file, no more and no less', async () => {
    expect(await faultOf()).toBe('nothing');
    expect(await faultOf(file('a.pdf'))).toBe('noProgrammeFile');
    expect(await faultOf(file('a.json'), file('b.json'))).toBe('severalProgrammeFiles');
    expect(await faultOf(file('a.json'), zip({ 'b.json': text('{}') }))).toBe('zipAndMore');
  });
});

describe('a zip', () => {
  test('may hold everything in a folder, and what a Mac adds for itself', async () => {
    const { programmeFile, papers } = await opened(zip({
      'led/programme.json': text('{"a":1}'), 'led/bilag/a.pdf': text('a'), 'led/brev.pdf': text('b'), '__MACOSX/led/._brev.pdf': text('x'), 'led/.DS_Store': text('x'),
    }));
    expect(new TextDecoder().decode(programmeFile.bytes)).toBe('{"a":1}');
    expect(papers.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])).toEqual([['bilag/a.pdf', 'a'], ['brev.pdf', 'b']]);
  });

  test('is known by what it is, not by its name', async () => {
    expect((await opened(zip({ 'p.json': text('{}') }, 'program.dat'))).programmeFile.name).toBe('p.json');
  });

  test.each<[string, () => File]>([
    ['zipLeavesFolder', () => zip({ 'p.json': text('{}'), '../a.pdf': text('a') })],
    ['zipLeavesFolder', () => zip({ 'p.json': text('{}'), '/etc/passwd': text('a') })],
    ['zipLeavesFolder', () => zip({ 'p.json': text('{}'), 'C:\\a.pdf': text('a') })],
    ['zipTooLarge', () => zip({ 'p.json': text('{}'), 'a.pdf': [new Uint8Array(zipLimits.bytes), { level: 9 }] })],
    ['zipSuspicious', () => zip({ 'p.json': text('{}'), 'a.pdf': [new Uint8Array(5 * 1024 * 1024), { level: 9 }] })],
    ['zipTooMany', () => zip(Object.fromEntries(Array.from({ length: zipLimits.entries + 1 }, (_, index) => [`${index}.pdf`, text('')])))],
    ['zipBroken', () => file('a.zip', new Uint8Array(zipSync({ 'p.json': text('{}'.repeat(1000)) }).subarray(0, 40)))],
    ['noProgrammeFile', () => zip({ 'a.pdf': text('a') })],
  ])('is refused as %s', async (fault, make) => {
    expect(await faultOf(make())).toBe(fault);
  });

  test('that says less than it holds unpacks no more than it says', async () => {
    const bytes = new Uint8Array(zipSync({ 'p.json': text('{}'), 'a.pdf': [new Uint8Array(3 * 1024 * 1024), { level: 9 }] }));
    const view = new DataView(bytes.buffer);
    // The size unpacked stands in each entry of the list at the end, 24 bytes in.
    const name = new TextDecoder('latin1').decode(bytes).lastIndexOf('a.pdf');
    view.setUint32(name - 46 + 24, 10, true);
    const result = await openBundle([file('a.zip', bytes)]);
    const paper = 'papers' in result ? result.papers[0] : undefined;
    expect(paper === undefined || paper.bytes.length <= 10).toBe(true);
  });
});

describe('the paper a name means', () => {
  const paper = (path: string) => ({ path, bytes: new Uint8Array() });

  test('lies at that path, however its letters are composed', () => {
    expect(findPaper([paper('b/a.pdf'), paper('a.pdf')], 'b/a.pdf')?.path).toBe('b/a.pdf');
    expect(findPaper([paper('Bodo\u0308.pdf'.normalize('NFD'))], 'Bodö.pdf'.normalize('NFC'))).toBeDefined();
  });

  test('or is the only one of that name, where files were chosen without their folders', () => {
    expect(findPaper([paper('A.pdf')], 'bilag/a.pdf')?.path).toBe('A.pdf');
    expect(findPaper([paper('annet/a.pdf')], 'bilag/a.pdf')).toBeUndefined();
    expect(findPaper([paper('b.pdf')], 'bilag/a.pdf')).toBeUndefined();
  });
});
