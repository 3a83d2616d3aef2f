import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { openWithinSize } from '#app/features/attachments/open-within-size.server.ts';
import { VoucherReader } from '#app/features/attachments/reading/voucher-reader.server.ts';
import { writePieces } from '#app/features/attachments/write-pieces.server.ts';
import type { DocumentDescription } from '#app/pdf/document.ts';
import { renderDocument } from '#app/pdf/render.server.ts';
import type { OpenedVoucher } from '#app/pdf/vouchers/voucher.ts';
import { projectFolder } from '#app/project-folder.ts';

const receiptCount = 200;
/** How often each puts them together, in turn, so that what else the machine does falls on all alike. */
const rounds = 15;
const organisationId = '00000000-0000-4000-8000-000000000000';

interface Way {
  readonly name: string;
  readonly file: string;
  /** @returns whether it could. */
  readonly merge: () => boolean | Promise<boolean>;
}

/** 200 receipts of two photographed pages each, put into one file: by ours once they are opened, as they are when sent, and by others. */
export async function benchMerge(folder: string): Promise<void> {
  const files = await receipts(folder);
  const reader = new VoucherReader({ cacheFolder: join(folder, 'pages') });
  const openAll = () => opened(files, reader);
  const start = performance.now();
  await openAll();
  const openingSeconds = secondsSince(start);
  const ways = [ours(folder, openAll), ...others(folder, files)];
  const seconds = await measured(ways);
  reader.close();
  const oursSeconds = seconds.get('ours') ?? Number.NaN;
  say(`\n${receiptCount} receipts of two photographed pages            seconds   of ours`);
  for (const { name } of ways) say(lineOf(name, seconds.get(name), oursSeconds));
  say(lineOf('… and opening them, once, when they are sent', openingSeconds, oursSeconds));
}

async function opened(files: readonly string[], reader: VoucherReader): Promise<OpenedVoucher[]> {
  const named = files.map((file) => ({ name: file, sha256: shaOf(file), read: () => readFile(file) }));
  const attachments = await openWithinSize(named, { openFile: reader.open, language: 'nb', organisationId, mostBytes: Infinity });
  return [...attachments.values()].flatMap(({ voucher }) => voucher ?? []);
}

/** The middle time of each; none of one that could not. Each writes a new file, as ours does wherever it is kept. */
async function measured(ways: readonly Way[]): Promise<Map<string, number>> {
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    const first = round % ways.length;
    for (const { name, file, merge } of [...ways.slice(first), ...ways.slice(0, first)]) {
      rmSync(file, { force: true });
      const start = performance.now();
      if (await merge()) times.set(name, [...times.get(name) ?? [], secondsSince(start)]);
    }
  }
  return new Map([...times].map(([name, seconds]) => [name, seconds.sort((a, b) => a - b)[Math.floor(seconds.length / 2)] ?? Number.NaN]));
}

function ours(folder: string, openAll: () => Promise<OpenedVoucher[]>): Way {
  const file = join(folder, 'ours.pdf');
  const merge = async () => {
    await writePieces(file, renderDocument({ ...descriptionOf(await openAll()), projectFolder }).pdf.pieces);
    return true;
  };
  return { name: 'ours', file, merge };
}

function others(folder: string, files: readonly string[]): Way[] {
  const way = (program: string, argumentsFor: (file: string) => readonly string[]): Way => {
    const file = join(folder, `${program}.pdf`);
    return { name: program, file, merge: () => spawnSync(program, argumentsFor(file)).status === 0 };
  };
  return [
    way('mutool', (file) => ['merge', '-o', file, ...files]),
    way('qpdf', (file) => ['--empty', '--pages', ...files, '--', file]),
  ];
}

/** Photographs that look as such to a compressor: a slow change of light with grain. */
async function receipts(folder: string): Promise<string[]> {
  const [width, height] = [1240, 1754];
  const grain = sharp({ create: { width, height, channels: 3, background: '#c8c2b4', noise: { type: 'gaussian', mean: 190, sigma: 14 } } });
  const photo = await grain.jpeg({ quality: 74 }).toBuffer();
  return Promise.all(Array.from({ length: receiptCount }, async (_, index) => {
    const document = await PDFDocument.create();
    for (let page = 0; page < 2; page += 1) {
      document.addPage([595, 842]).drawImage(await document.embedJpg(photo), { x: 0, y: 0, width: 595, height: 842 });
    }
    const file = join(folder, `receipt-${index}.pdf`);
    writeFileSync(file, await document.save());
    return file;
  }));
}

function descriptionOf(vouchers: readonly OpenedVoucher[]): { description: DocumentDescription; vouchers: readonly OpenedVoucher[] } {
  const description: DocumentDescription = {
    title: 'Bilag', language: 'nb', author: 'OU-refusjon', subject: 'Bilag', madeOn: '2026-11-26', runningHead: { start: '', end: '' },
    words: { footer: '{page}', stamp: '{name} · side {page} av {pages} · {at} av {total}', carriedTo: '', carriedFrom: '', continued: '' },
    blocks: [{ kind: 'title', text: 'Bilag', lead: '' }, { kind: 'heading', level: 2, text: 'Bilag', anchor: 'list' }],
    appendices: vouchers.map(({ pages }, index) => ({ anchor: `v${index}`, name: `Bilag ${index + 1}`, fileName: `receipt-${index}.pdf`, backTo: { anchor: 'list', description: 'Tilbake' }, pages })),
  };
  return { description, vouchers };
}

function lineOf(name: string, seconds: number | undefined, oursSeconds: number): string {
  if (seconds === undefined) return `${name.padEnd(48)}not here`;
  return `${name.padEnd(48)}${seconds.toFixed(2).padStart(8)}${(seconds / oursSeconds).toFixed(2).padStart(10)}`;
}

/** The fingerprints are known, as those of files in the store are. */
function shaOf(file: string): string {
  return createHash('sha256').update(file).digest('hex');
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
