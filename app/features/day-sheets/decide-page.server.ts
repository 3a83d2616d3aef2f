import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { DomainError } from '#app/domain/errors.ts';
import { daySheetAddress } from '#app/features/shell/addresses.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { acceptDaySheet, longestReason, returnDaySheet, type DecisionRefusal } from './decide-day-sheet.server.ts';
import { decidePageView, type DecidePageView } from './decide-page-view.ts';
import { postOf } from './sheet-mail.server.ts';
import { concernsOf, loadSheetGround, sheetFrame } from './sheet-ground.server.ts';
import { sheetDaysText } from './sheet-words.ts';

interface DecideExtras {
  readonly notices?: readonly NoticeView[];
  readonly typedReason?: string;
  readonly reasonError?: string | undefined;
}

/** The sheet beside what it becomes, for whoever answers it. */
export async function decidePage(desk: ProgrammeDesk, id: string, extras: DecideExtras = {}): Promise<DecidePageView> {
  const { membership, programmeId, language, today } = desk;
  const ground = await loadSheetGround(desk);
  const sheet = ground.sheets.find((each) => each.id === id);
  if (sheet === undefined) throw new DomainError('not_found', `No day sheet ${id}`);
  const t = translator(language);
  const title = t('sheet.decide.title', { days: sheetDaysText(sheet, language) });
  const place = { organisationId: membership.organisationId, programmeId, id };
  const decided: NoticeView[] = sheet.status === 'handed_in' || extras.notices !== undefined
    ? []
    : [{ tone: 'info', text: t('sheet.decide.done'), link: { href: daySheetAddress(place), text: t('sheet.decide.toSheet') } }];
  return decidePageView({
    sheet, title, frame: sheetFrame(desk, ground.loaded, title), activities: ground.loaded.programme.activities,
    matter: ground.loaded, notices: [...extras.notices ?? [], ...decided],
    concerns: sheet.status === 'accepted' ? [] : concernsOf(ground, { ...sheet, sheetId: id, today }),
    typedReason: extras.typedReason ?? '', reasonError: extras.reasonError, mostReason: longestReason,
    action: daySheetAddress(place, 'decide'), newFormKey: randomUUID, language,
  });
}

/** Accepts the sheet or sends it back, and goes on; else the page with why not. */
export async function answerDecision(
  desk: ProgrammeDesk, form: FormFields,
): Promise<{ readonly page: DecidePageView; readonly status: 409 | 422 }> {
  const { programmeId, params } = desk;
  const id = params['sheet'] ?? '';
  const place = { programmeId, id, version: form.version(), post: postOf(desk) };
  const reason = form.text('reason');
  const act = form.text('act');
  // Nothing is accepted by a form that does not say so.
  if (act !== 'accept' && act !== 'return') throw new Response(null, { status: 400 });
  const { refused } = await carryOut(desk, form, (change) => (
    act === 'return' ? returnDaySheet(change, { ...place, reason }) : acceptDaySheet(change, place)
  ));
  return answerRefusal(desk, refused, { id, reason });
}

async function answerRefusal(
  desk: ProgrammeDesk, refused: DecisionRefusal, { id, reason: typedReason }: { id: string; reason: string },
): Promise<{ readonly page: DecidePageView; readonly status: 409 | 422 }> {
  const t = translator(desk.language);
  const shown = (extras: DecideExtras) => decidePage(desk, id, { typedReason, ...extras });
  switch (refused.code) {
    case 'reason_missing': return { page: await shown({ reasonError: t('sheet.return.missing') }), status: 422 };
    case 'reason_too_long': return { page: await shown({ reasonError: t('sheet.return.tooLong', { most: longestReason }) }), status: 422 };
    case 'consultant_gone': return { page: await shown({ notices: [{ tone: 'warning', text: t('sheet.decide.consultantGone') }] }), status: 409 };
    case 'conflict': return { page: await shown({ notices: [{ tone: 'warning', heading: t('sheet.conflict.heading'), text: t('sheet.decide.conflict') }] }), status: 409 };
    case 'gone': throw new DomainError('not_found', `No day sheet ${id}`);
  }
}
