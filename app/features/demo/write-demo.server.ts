import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { programmeSchema } from '#app/features/programme-file/programme-schema.ts';
import { toProgramme } from '#app/features/programme-file/to-programme.ts';
import { renderDocument } from '#app/pdf/render.server.ts';
import { demoDocuments } from './demo-documents.ts';
import { demoProgramme } from './demo-programme.ts';

/** Writes the demo's programme file and its papers to a folder. @returns the programme file. */
export async function writeDemo(folder: string, projectFolder: string): Promise<string> {
  const programme = toProgramme(programmeSchema.parse(demoProgramme));
  await mkdir(folder, { recursive: true });
  for (const [file, description] of demoDocuments(programme)) {
    await writeFile(join(folder, file), renderDocument({ description, vouchers: [], projectFolder }).pdf.toBytes());
  }
  const programmeFile = join(folder, 'programme.json');
  await writeFile(programmeFile, `${JSON.stringify(demoProgramme, undefined, 2)}\n`);
  return programmeFile;
}
