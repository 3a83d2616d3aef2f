import { randomUUID } from 'node:crypto';
import { takeUploads } from '#app/features/attachments/take-uploads.server.ts';
import { sendingView } from '#app/features/progress/sending-view.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { factsOf, pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import { collidingForm, doneNotices, shownCard, type ShownForm } from '#app/features/shell/shown-form.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { grantGroups, letterFileField } from './grant-fields-view.ts';
import { grantFields, readGrantForm, ruleSetOfTyped, typedFromGrant, type GrantField } from './grant-form.ts';
import { loadProgramme, type LoadedProgramme } from './load-programme.server.ts';
import { grantSeal, saveGrant, storedGrant, type SaveGrantRefusal } from './save-grant.server.ts';
import { setupFrame } from './setup-frame-view.ts';

interface Answer {
  readonly page: FormPageView;
  readonly status: 409 | 422;
}

type Shown = ShownForm<GrantField> & { readonly fileFault?: string | undefined };

/** The grant: a form for those who may change it, facts to read for others. */
export async function grantPage(desk: ProgrammeDesk): Promise<FormPageView> {
  const { url, language } = desk;
  const loaded = await loadProgramme(desk.database, desk.membership, desk.programmeId);
  const notices = doneNotices(url, { saved: 'programme.done.saved', created: 'programme.done.created' }, language);
  const stored = storedGrant(loaded.row);
  return pageOf(desk, loaded, { typed: typedFromGrant(stored, language), faults: {}, seal: grantSeal(stored), notices });
}

/** Saves the grant. The letter's file is taken in first, so that a fault elsewhere never loses it. */
export async function answerGrantForm(desk: ProgrammeDesk, form: FormFields): Promise<Answer> {
  const { database, membership, programmeId, today } = desk;
  const { added: [letter], refused: turnedAway } = await takeUploads(desk, form.files(letterFileField).slice(0, 1));
  const entered = form.typed(grantFields);
  const typed = letter === undefined ? entered : { ...entered, letter: letter.id };
  const seal = form.text('version');
  const loaded = await loadProgramme(database, membership, programmeId);
  const reading = readGrantForm(typed, { today, programmeStartsOn: loaded.row.facts.startsOn });
  const fileFault = turnedAway[0];
  if ('faults' in reading || fileFault !== undefined) {
    const faults = 'faults' in reading ? reading.faults : {};
    return { page: pageOf(desk, loaded, { typed, faults, seal, notices: [], fileFault }), status: 422 };
  }
  const { refused } = await carryOut(desk, form, (change) => saveGrant(change, { programmeId, seal, ...reading }));
  return answerRefusal(desk, loaded, { refused, typed, seal });
}

function answerRefusal(
  desk: ProgrammeDesk, loaded: LoadedProgramme, { refused, typed, seal }: { refused: SaveGrantRefusal } & Pick<Shown, 'typed' | 'seal'>,
): Answer {
  const { membership, programmeId, language } = desk;
  if ('letterGone' in refused) {
    const shown = { typed: { ...typed, letter: '' }, faults: { letter: { code: 'gone' as const } }, seal, notices: [] };
    return { page: pageOf(desk, loaded, shown), status: 422 };
  }
  const { conflict } = refused;
  const colliding = collidingForm({
    form: 'grant', fields: grantFields, typed, stored: typedFromGrant(conflict, language), seal: grantSeal(conflict), language,
    href: programmeAddress(membership.organisationId, programmeId, 'grant'),
    textOf: (field, text) => valueText(field, text, { loaded, language }),
  });
  return { page: pageOf(desk, loaded, colliding), status: 409 };
}

function valueText(
  field: GrantField, text: string, { loaded, language }: { loaded: LoadedProgramme; language: ProgrammeDesk['language'] },
): string {
  if (field === 'partPayment') return translator(language)('programme.yes');
  return field === 'letter' ? loaded.attachments.find(({ id }) => id === text)?.name ?? text : text;
}

function pageOf(desk: ProgrammeDesk, loaded: LoadedProgramme, shown: Shown): FormPageView {
  const { membership, programmeId, language, today } = desk;
  const title = translator(language)('programme.setup.grant');
  const ruleSet = ruleSetOfTyped(shown.typed, { today, programmeStartsOn: loaded.row.facts.startsOn });
  const groups = grantGroups({ ...shown, language, ruleSet, files: loaded.attachments });
  const mayEdit = membership.may('programme.edit', programmeId);
  const card = { formKey: randomUUID(), hasFiles: true, sending: sendingView(language), language };
  return {
    ...setupFrame(loaded, { membership, language, current: 'grant' }),
    title: `${title} – ${loaded.programme.facts.name}`,
    heading: { title, over: loaded.programme.facts.name },
    notices: shown.notices,
    conflict: shown.conflict,
    form: mayEdit ? pageForm(groups, shownCard(shown, card), language) : undefined,
    facts: mayEdit ? undefined : factsOf(groups, language),
  };
}
