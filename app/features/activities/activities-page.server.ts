import { randomUUID } from 'node:crypto';
import { loadProgramme, type LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { setupFrame } from '#app/features/programmes/setup-frame-view.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type FormPageView, type PageFormView } from '#app/features/shell/form-page-view.ts';
import { collidingForm, doneNotices, shownCard, type ShownForm } from '#app/features/shell/shown-form.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator, wordsOf } from '#app/i18n/translate.ts';
import { activitiesTable, activityGroups } from './activities-view.ts';
import { activityFields, emptyActivity, readActivityForm, typedFromActivity, type ActivityField } from './activity-form.ts';
import { activitySeal, addActivity, changeActivity, removeActivity, type ActivityRefusal } from './save-activity.server.ts';

type Shown = ShownForm<ActivityField> & {
  /** The activity being changed; a new one when undefined. */
  readonly id: string | undefined;
};
interface Answer {
  readonly page: FormPageView;
  readonly status: 409 | 422;
}

const nothing: Shown = { typed: emptyActivity, faults: {}, seal: '', notices: [], id: undefined };
const doneWords = { added: 'programme.activities.added', changed: 'programme.done.saved', removed: 'programme.activities.removed' } as const;

/** The programme's activities; `?edit=<id>` changes one of them. */
export async function activitiesPage(desk: ProgrammeDesk): Promise<FormPageView> {
  const { url, language } = desk;
  const loaded = await loadProgramme(desk.database, desk.membership, desk.programmeId);
  const edited = loaded.programme.activities.find(({ id }) => id === url.searchParams.get('edit'));
  const notices = doneNotices(url, doneWords, language);
  const shown = edited === undefined
    ? { ...nothing, notices }
    : { ...nothing, typed: typedFromActivity(edited, language), seal: activitySeal(edited), id: edited.id };
  return pageOf(desk, loaded, shown);
}

/** Adds an activity, changes one, or takes one away. */
export async function answerActivitiesForm(desk: ProgrammeDesk, form: FormFields): Promise<Answer> {
  const { programmeId, today } = desk;
  const id = form.text('id') === '' ? undefined : form.text('id');
  if (form.text('act') === 'remove' && id !== undefined) {
    const { refused } = await carryOut(desk, form, (change) => removeActivity(change, { programmeId, id }));
    return answerRefusal(desk, refused, nothing);
  }
  const said: Shown = { ...nothing, typed: form.typed(activityFields), seal: form.text('version'), id };
  const reading = readActivityForm(said.typed, today);
  if ('faults' in reading) return answer(desk, 422, { ...said, faults: reading.faults });
  const { activity } = reading;
  const { refused } = await carryOut(desk, form, (change) => (id === undefined
    ? addActivity(change, { programmeId, activity })
    : changeActivity(change, { programmeId, id, seal: said.seal, activity })));
  return answerRefusal(desk, refused, said);
}

function answerRefusal(desk: ProgrammeDesk, refused: ActivityRefusal, said: Shown): Promise<Answer> {
  const { membership, programmeId, language } = desk;
  const t = translator(language);
  const withNotice = (text: string): Shown => ({ ...said, notices: [{ tone: 'warning', text }] });
  switch (refused.code) {
    // What was typed may be added as a new one.
    case 'gone': return answer(desk, 409, { ...withNotice(t('programme.activities.gone')), id: undefined });
    case 'in_use': return answer(desk, 409, withNotice(t('programme.activities.inUse', { count: refused.expenses })));
    case 'conflict': return answer(desk, 409, {
      id: said.id,
      ...collidingForm({
        form: 'activity', fields: activityFields, typed: said.typed, stored: typedFromActivity(refused.stored, language), language,
        seal: activitySeal(refused.stored),
        href: programmeAddress(membership.organisationId, programmeId, `activities?edit=${refused.stored.id}`),
        textOf: (field, text) => (field === 'kind' ? wordsOf(`activity.${text}`, language) ?? text : text),
      }),
    });
  }
}

async function answer(desk: ProgrammeDesk, status: Answer['status'], shown: Shown): Promise<Answer> {
  return { page: pageOf(desk, await loadProgramme(desk.database, desk.membership, desk.programmeId), shown), status };
}

function pageOf(desk: ProgrammeDesk, loaded: LoadedProgramme, shown: Shown): FormPageView {
  const { membership, programmeId, language } = desk;
  const t = translator(language);
  const title = t('programme.setup.activities');
  const { activities, expenses, facts } = loaded.programme;
  const mayEdit = membership.may('programme.edit', programmeId);
  const isEmpty = activities.length === 0;
  const used = Map.groupBy(expenses.flatMap(({ activity }) => activity ?? []), (id) => id);
  const uses = new Map([...used].map(([id, found]) => [id, found.length]));
  const href = programmeAddress(membership.organisationId, programmeId, 'activities');
  return {
    ...setupFrame(loaded, { membership, language, current: 'activities' }),
    title: `${title} – ${facts.name}`,
    heading: { title, over: facts.name, lead: t('programme.activities.lead') },
    notices: shown.notices,
    conflict: shown.conflict,
    empty: isEmpty && !mayEdit ? { heading: t('programme.activities.none'), text: t('programme.activities.none.text') } : undefined,
    table: isEmpty ? undefined : activitiesTable({ activities, uses, href, mayEdit, newFormKey: randomUUID, language }),
    form: mayEdit ? formOf(shown, href, language) : undefined,
  };
}

function formOf(shown: Shown, href: string, language: ProgrammeDesk['language']): PageFormView {
  const t = translator(language);
  const isNew = shown.id === undefined;
  const card = shownCard(shown, {
    formKey: randomUUID(), action: href, language, hidden: shown.id === undefined ? { act: 'add' } : { act: 'change', id: shown.id },
    submit: isNew ? t('programme.activities.add') : undefined, cancel: isNew ? undefined : { href, text: t('form.cancel') },
  });
  return {
    ...pageForm(activityGroups({ ...shown, language }), card, language),
    section: { heading: t(isNew ? 'programme.activities.addHeading' : 'programme.activities.changeHeading') },
  };
}
