import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { matchOf, proposeMatch, type Match, type MatchInvoice } from '#app/domain/invoice-match.ts';
import { invoiceSummary } from '#app/features/invoices/invoice-summary.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import type { FieldFaults, Typed } from '#app/features/shell/form-reading.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { formatAmount, formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { matchCandidates, type WaitingCost } from './match-candidates.ts';
import { emptyMatch, matchFields, netIn, readMatchForm, type MatchField } from './match-form.ts';
import { matchInvoice, type MatchRefusal } from './match-invoice.server.ts';
import { matchFigures, matchPageView, type MatchPageView } from './match-page-view.ts';
import { costField, type MatchPreview } from './read-match-preview.ts';
import { loadSheetGround, sheetFrame, type SheetGround } from './sheet-ground.server.ts';

interface MatchAttempt {
  readonly typed: Typed<MatchField>;
  readonly fileId: string;
  /** Ids of what is ticked. */
  readonly chosen: readonly string[];
  readonly faults: FieldFaults<MatchField>;
  readonly noneChosen: boolean;
  readonly notices: readonly NoticeView[];
}

/** The page for a new match: `?file=` begins with a file, and what it says of itself when it is an e-invoice. */
export async function matchPage(desk: ProgrammeDesk): Promise<MatchPageView> {
  const ground = await loadSheetGround(desk);
  const candidates = matchCandidates(ground);
  const fileId = desk.url.searchParams.get('file') ?? '';
  const { typed, invoice } = await readFile(desk, ground, fileId);
  const proposed = proposeMatch(invoice.net === undefined ? ofFile(candidates, fileId) : candidates, invoice);
  const t = translator(desk.language);
  const isFound = proposed.expenseIds.length > 0 && proposed.difference?.isZero() === true;
  const notices: NoticeView[] = isFound ? [{ tone: 'info', text: t('sheet.match.proposed') }] : [];
  const attempt = { typed, fileId, chosen: proposed.expenseIds, faults: {}, noneChosen: false, notices };
  return pageOf(desk, { ground, candidates, match: proposed }, attempt);
}

/** A file that stands on some of the costs is for those; of its sum nothing is known. */
function ofFile(candidates: readonly WaitingCost[], fileId: string): readonly WaitingCost[] {
  const having = candidates.filter(({ files }) => files.includes(fileId));
  return having.length === 0 ? candidates : having;
}

/** Ties the invoice to what is ticked and goes on; else the page with everything as it was typed. */
export async function answerMatchForm(
  desk: ProgrammeDesk, form: FormFields,
): Promise<{ readonly page: MatchPageView; readonly status: 200 | 409 | 422 }> {
  const { programmeId, today, language } = desk;
  const typed = form.typed(matchFields);
  const chosen = [...new Set(form.all(costField))].map(versionedId);
  const attempt = { typed, fileId: form.text('file'), chosen: chosen.map(({ id }) => id), faults: {}, noneChosen: false, notices: [] };
  if (form.text('act') === 'preview') return { page: await typedPage(desk, attempt), status: 200 };
  const reading = readMatchForm(typed, today);
  if ('faults' in reading) return { page: await typedPage(desk, { ...attempt, faults: reading.faults, noneChosen: chosen.length === 0 }), status: 422 };
  const fileId = attempt.fileId === '' ? undefined : attempt.fileId;
  const { refused } = await carryOut(desk, form, (change) => matchInvoice(change, { programmeId, chosen, fileId, ...reading.input }));
  if (refused.code === 'none_chosen') return { page: await typedPage(desk, { ...attempt, noneChosen: true }), status: 422 };
  return { page: await typedPage(desk, { ...attempt, notices: [refusalNotice(refused, language)] }), status: 409 };
}

function refusalNotice({ code }: MatchRefusal, language: ProgrammeDesk['language']): NoticeView {
  const t = translator(language);
  return { tone: 'warning', heading: t('sheet.conflict.heading'), text: t(code === 'file_gone' ? 'sheet.match.fileGone' : 'sheet.match.conflict') };
}

/** `id/version`, as the tick boxes say it. */
function versionedId(text: string): { id: string; version: number } {
  const [id = '', version = ''] = text.split('/');
  return { id, version: /^[1-9]\d{0,8}$/.test(version) ? Number(version) : 0 };
}

/** The figures alone, of what is ticked and typed so far. */
export async function matchPreview(desk: ProgrammeDesk): Promise<MatchPreview> {
  const { url: { searchParams }, today, language } = desk;
  const chosen = searchParams.getAll(costField).map((text) => versionedId(text).id);
  const typed = { ...emptyMatch, net: searchParams.get('net') ?? '' };
  const { match } = await tickedOf(desk, { chosen, typed });
  return { figures: matchFigures({ match, net: netIn(typed, today), language }) };
}

async function typedPage(desk: ProgrammeDesk, attempt: MatchAttempt): Promise<MatchPageView> {
  return pageOf(desk, await tickedOf(desk, attempt), attempt);
}

async function tickedOf(desk: ProgrammeDesk, { chosen, typed }: Pick<MatchAttempt, 'chosen' | 'typed'>): Promise<Found> {
  const ground = await loadSheetGround(desk);
  const candidates = matchCandidates(ground);
  const ticked = candidates.filter(({ expense }) => chosen.includes(expense.id)).map(({ expense }) => expense);
  return { ground, candidates, match: matchOf(ticked, { net: netIn(typed, desk.today) }) };
}

interface Found {
  readonly ground: SheetGround;
  readonly candidates: readonly WaitingCost[];
  readonly match: Match;
}

function pageOf(desk: ProgrammeDesk, { ground, candidates, match }: Found, attempt: MatchAttempt): MatchPageView {
  const { membership, programmeId, today, language, request } = desk;
  const { loaded } = ground;
  const at = (page: string) => programmeAddress(membership.organisationId, programmeId, page);
  const used = new Set([loaded.row.grantLetterId, ...loaded.expenses.flatMap(({ attachmentIds }) => attachmentIds)]);
  const here = new Set(candidates.flatMap((candidate) => candidate.files));
  const files = loaded.attachments.filter(({ id }) => !used.has(id) || here.has(id) || id === attempt.fileId)
    .map(({ id, name }) => ({ id, name, isOnCost: here.has(id) }));
  return matchPageView({
    frame: sheetFrame(desk, loaded, translator(language)('sheet.match.title')), programme: loaded.programme, candidates, match,
    ...attempt, net: netIn(attempt.typed, today), files,
    isUnsaved: request.method === 'POST', address: at('day-sheets/match'),
    previewHref: at('day-sheets/preview'), cancelHref: at('day-sheets'), filesHref: at('files'), formKey: randomUUID(), language,
  });
}

/** What an e-invoice says fills the form in; of other files the person does. */
async function readFile(
  { services, membership, language }: ProgrammeDesk, { loaded }: SheetGround, fileId: string,
): Promise<{ typed: Typed<MatchField>; invoice: MatchInvoice }> {
  const file = loaded.attachments.find(({ id, mediaType }) => id === fileId && mediaType.endsWith('xml'));
  const read = file === undefined ? undefined : invoiceSummary(await services.files.get(membership.organisationId, file.sha256));
  if (read === undefined) return { typed: emptyMatch, invoice: {} };
  const { number, issuedOn, supplier, net } = read;
  return {
    typed: {
      ...emptyMatch, invoiceNumber: number, invoiceIssuedOn: formatDay(issuedOn, language), invoiceSupplier: supplier ?? '',
      net: net === undefined ? '' : formatAmount(net, language),
    },
    invoice: { net, issuedOn, supplier },
  };
}
