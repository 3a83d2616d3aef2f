import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { openWithinSize } from '#app/features/attachments/open-within-size.server.ts';
import { VoucherReader } from '#app/features/attachments/reading/voucher-reader.server.ts';
import type { DocumentDescription } from '#app/pdf/document.ts';
import { renderDocument } from '#app/pdf/render.server.ts';
import type { OpenedVoucher } from '#app/pdf/vouchers/voucher.ts';
import { projectFolder } from '#app/project-folder.ts';

const receiptCount = 200;
const organisationId = '00000000-0000-4000-8000-000000000000';

/** 200 receipts of two photographed pages each, put into one file: by ours once they are opened, as they are when sent, and by others. */
export async function benchMerge(folder: string): Promise<void> {
  const files = await receipts(folder);
  const reader = new VoucherReader({ cacheFolder: join(folder, 'pages') });
  const named = files.map((file) => ({ name: file, sha256: shaOf(file), read: () => readFile(file) }));
  const options = { openFile: reader.open, language: 'nb', organisationId, mostBytes: Infinity } as const;
  const openAll = async () => [...(await openWithinSize(named, options)).values()].flatMap(({ voucher }) => voucher ?? []);
  const first = performance.now();
  await openAll();
  const openingSeconds = secondsSince(first);
  const again = performance.now();
  await writeFile(join(folder, 'ours.pdf'), renderDocument({ ...descriptionOf(await openAll()), projectFolder }).bytes);
  const oursSeconds = secondsSince(again);
  reader.close();
  say(`\n${receiptCount} receipts of two photographed pages            seconds   of ours`);
  say(lineOf('ours: stamped, tagged, linked, opened before', oursSeconds, oursSeconds));
  say(lineOf('… and opening them, once, when they are sent', openingSeconds, oursSeconds));
  for (const [name, command] of others(folder, files)) {
    const start = performance.now();
    const [program = '', ...rest] = command;
    if (spawnSync(program, rest).status === 0) say(lineOf(name, secondsSince(start), oursSeconds));
    else say(`${name.padEnd(48)}not here`);
  }
}

function others(folder: string, files: readonly string[]): [string, string[]][] {
  return [
    ['mutool merge', ['mutool', 'merge', '-o', join(folder, 'mutool.pdf'), ...files]],
    ['qpdf --empty --pages', ['qpdf', '--empty', '--pages', ...files, '--', join(folder, 'qpdf.pdf')]],
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
    words: { footer: '{page}', stamp: '{name} · side {page} av {pages} · {at} av {total}', carriedTo: '', carriedFrom: '', backLink: 'Tilbake' },
    blocks: [{ kind: 'title', text: 'Bilag', lead: '' }, { kind: 'heading', level: 2, text: 'Bilag', anchor: 'list' }],
    appendices: vouchers.map(({ pages }, index) => ({ anchor: `v${index}`, name: `Bilag ${index + 1}`, fileName: `receipt-${index}.pdf`, backTo: 'list', pages })),
  };
  return { description, vouchers };
}

function lineOf(name: string, seconds: number, ours: number): string {
  return `${name.padEnd(48)}${seconds.toFixed(2).padStart(8)}${(seconds / ours).toFixed(2).padStart(10)}`;
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
