import { listActivities } from '#app/features/activities/activities.repository.server.ts';
import { listProgrammeConsultants } from '#app/features/consultants/consultants.repository.server.ts';
import { listExpensePage } from '#app/features/expenses/expenses.repository.server.ts';
import { exportProgramme } from '#app/features/programme-file/export-programme.server.ts';
import { getProgrammeRow, hasProgramme, listProgrammePage } from '#app/features/programmes/programmes.repository.server.ts';
import type { MachineDesk } from '#app/guard/desk.server.ts';
import { pagedAnswer, resourceAnswer, wrongFields } from './api-answers.server.ts';
import { expenseOf, programmeDetailOf, programmeOf } from './programme-resources.ts';
import { pageOf, readPagePlace } from './page-place.ts';

/** Some of the organisation's programmes, by their ids. */
export async function readProgrammes(desk: MachineDesk): Promise<Response> {
  const { database, membership, url } = desk;
  const place = readPagePlace(url.searchParams);
  if ('wrong' in place) return wrongFields(desk, [place.wrong]);
  const { limit } = place;
  const rows = await listProgrammePage(database, membership, { after: place.after ?? '', limit: limit + 1 });
  return pagedAnswer(pageOf(rows.map(programmeOf), url, { limit, cursorOf: ({ id }) => id }));
}

/** One programme, with its consultants and activities. */
export async function readProgramme({ database, membership, params }: MachineDesk): Promise<Response> {
  const programmeId = params['programme'] ?? '';
  const row = await getProgrammeRow(database, membership, programmeId);
  const consultants = (await listProgrammeConsultants(database, membership, programmeId)).map(({ consultant }) => consultant);
  const activities = (await listActivities(database, membership, programmeId)).map(({ activity }) => activity);
  return resourceAnswer(programmeDetailOf(row, { consultants, activities }));
}

/** Some of a programme's costs, in the order they were entered. */
export async function readExpenses(desk: MachineDesk): Promise<Response> {
  const { database, membership, url } = desk;
  const programmeId = await ownProgramme(desk);
  const place = readPagePlace(url.searchParams);
  if ('wrong' in place) return wrongFields(desk, [place.wrong]);
  const after = place.after ?? '-1';
  if (!/^(-1|\d{1,9})$/.test(after)) return wrongFields(desk, ['after']);
  const { limit } = place;
  const rows = await listExpensePage(database, membership, { programmeId, after: Number(after), limit: limit + 1 });
  const page = pageOf(rows, url, { limit, cursorOf: ({ position }) => String(position) });
  return pagedAnswer({ ...page, data: page.data.map((expense) => expenseOf(expense, programmeId)) });
}

/** The programme file, or with `?with=files` a zip of it and all its files. */
export async function readProgrammeFile(desk: MachineDesk): Promise<Response> {
  return exportProgramme({ ...desk, programmeId: await ownProgramme(desk) });
}

async function ownProgramme({ database, membership, params }: MachineDesk): Promise<string> {
  const programmeId = params['programme'] ?? '';
  if (!await hasProgramme(database, membership, programmeId)) throw new Response(null, { status: 404 });
  return programmeId;
}
