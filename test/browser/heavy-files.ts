import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { openDatabase } from '#db/connect.ts';
import { aNoisyPicture } from '#test/fixtures/papers.ts';
import type { DemoFolder } from './demo-folder.ts';

interface UploadedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Scans, some that take room and some that take time: together some seconds to open, and within what one form may hold. */
export async function heavyFiles(name: string): Promise<UploadedFile[]> {
  const roomy = Array.from({ length: 11 }, (_, index) => aNoisyPicture(1_000, index + 1).png().toBuffer());
  const slow = Array.from({ length: 4 }, (_, index) => (
    sharp({ create: { width: 5_000, height: 4_000, channels: 3, background: { r: 200, g: 200, b: index } } }).png().toBuffer()
  ));
  const pictures = await Promise.all([...roomy, ...slow]);
  return pictures.map((buffer, index) => ({ name: `${name}-${index + 1}.png`, mimeType: 'image/png', buffer }));
}

/** Puts uploaded files of that name on the first fee of a programme of the demo. */
export async function attachAll(
  { databaseFile, address }: DemoFolder, { programme, name }: { readonly programme: string; readonly name: string },
): Promise<void> {
  const db = openDatabase({ kind: 'sqlite', file: databaseFile });
  try {
    const programmeId = address(programme).split('/').at(-1) ?? '';
    const { id, organisation_id } = await db.selectFrom('expenses').select(['id', 'organisation_id'])
      .where('programme_id', '=', programmeId).where('kind', '=', 'fee').executeTakeFirstOrThrow();
    const files = await db.selectFrom('attachments').select('id')
      .where('programme_id', '=', programmeId).where('name', 'like', `${name}-%`).execute();
    for (const [index, file] of files.entries()) {
      await db.insertInto('expense_attachments').values({ organisation_id, expense_id: id, attachment_id: file.id, position: 10 + index }).execute();
    }
  } finally {
    await db.destroy();
  }
}

/** Forgets what was made of files: they have to be opened again. */
export function forgetPages({ folder }: DemoFolder): Promise<void> {
  return rm(join(folder, 'pages'), { recursive: true, force: true, maxRetries: 20 });
}
