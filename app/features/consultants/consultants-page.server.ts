import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { loadProgramme, type LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { setupFrame } from '#app/features/programmes/setup-frame-view.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import type { FieldFaults } from '#app/features/shell/form-reading.ts';
import { collidingForm, doneNotices, shownCard, type ShownForm } from '#app/features/shell/shown-form.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator, wordsOf } from '#app/i18n/translate.ts';
import {
  changeableConsultantFields, consultantFields, emptyConsultant, readConsultantForm, typedFromConsultant, type ConsultantField,
} from './consultant-form.ts';
import { listPeopleFor } from './consultant-person.repository.server.ts';
import type { StoredConsultant } from './consultants.repository.server.ts';
import { consultantGroups, consultantsTable } from './consultants-view.ts';
import { addConsultant, changeConsultant, consultantSeal, removeConsultant, type ConsultantRefusal } from './save-consultant.server.ts';
import { listOrganisationConsultants } from './write-consultants.repository.server.ts';

type Shown = ShownForm<ConsultantField> & {
  /** The consultant being changed; a new one when undefined. */
  readonly id: string | undefined;
};
interface Answer {
  readonly page: FormPageView;
  readonly status: 409 | 422;
}

const nobody: Shown = { typed: emptyConsultant, faults: {}, seal: '', notices: [], id: undefined };
const doneWords = { added: 'programme.consultants.added', changed: 'programme.done.saved', removed: 'programme.consultants.removed' } as const;

/** The programme's consultants; `?edit=<id>` changes one of them. */
export async function consultantsPage(desk: ProgrammeDesk): Promise<FormPageView> {
  const loaded = await loadProgramme(desk.database, desk.membership, desk.programmeId);
  const edited = loaded.consultants.find(({ consultant, isErased }) => (
    isErased !== true && consultant.id === desk.url.searchParams.get('edit')));
  const notices = doneNotices(desk.url, doneWords, desk.language);
  const shown = edited === undefined
    ? { ...nobody, notices }
    : shownFrom(edited, notices);
  return pageOf(desk, loaded, shown);
}

function shownFrom({ consultant, userId }: StoredConsultant, notices: readonly NoticeView[]): Shown {
  const seal = consultantSeal(consultant, userId);
  return { ...nobody, notices, typed: typedFromConsultant(consultant, userId), seal, id: consultant.id };
}

/** Takes a consultant in, changes one, or takes one out. */
export async function answerConsultantsForm(desk: ProgrammeDesk, form: FormFields): Promise<Answer> {
  const { programmeId, today } = desk;
  const id = form.text('id') === '' ? undefined : form.text('id');
  if (form.text('act') === 'remove' && id !== undefined) {
    const { refused } = await carryOut(desk, form, (change) => removeConsultant(change, { programmeId, id }));
    return answerRefusal(desk, refused, nobody);
  }
  const entered = form.typed(consultantFields);
  const said: Shown = { ...nobody, typed: id === undefined ? entered : { ...entered, consultant: '' }, seal: form.text('version'), id };
  const reading = readConsultantForm(said.typed, today);
  if ('faults' in reading) return faulty(desk, said, reading.faults);
  const { consultant } = reading;
  const { refused } = await carryOut(desk, form, (change) => (id === undefined || 'consultantId' in consultant
    ? addConsultant(change, { programmeId, consultant })
    : changeConsultant(change, { programmeId, id, seal: said.seal, consultant })));
  return answerRefusal(desk, refused, said);
}

async function answerRefusal(desk: ProgrammeDesk, refused: ConsultantRefusal, said: Shown): Promise<Answer> {
  const { membership, programmeId, language } = desk;
  switch (refused.code) {
    case 'already_there': return faulty(desk, said, { [said.typed.consultant === '' ? 'name' : 'consultant']: { code: 'alreadyThere' } });
    case 'person_gone': return faulty(desk, said, { person: { code: 'gone' } });
    case 'person_taken': return faulty(desk, said, { person: { code: 'alreadyThere' } });
    case 'gone': return answer(desk, 409, withNotice(said, translator(language)('programme.consultants.gone')));
    case 'in_use': return answer(desk, 409, withNotice(said, translator(language)('programme.consultants.inUse', { count: refused.expenses })));
    case 'conflict': return answer(desk, 409, {
      ...said,
      ...collidingForm({
        form: 'consultant', fields: changeableConsultantFields, typed: said.typed, stored: typedFromConsultant(refused.stored, refused.person), language,
        seal: consultantSeal(refused.stored, refused.person),
        href: programmeAddress(membership.organisationId, programmeId, `consultants?edit=${refused.stored.id}`),
        textOf: (field, text) => (field === 'role' ? wordsOf(`role.${text}`, language) ?? text : text),
      }),
      typed: said.typed,
    });
  }
}

function faulty(desk: ProgrammeDesk, said: Shown, faults: FieldFaults<ConsultantField>): Promise<Answer> {
  return answer(desk, 422, { ...said, faults });
}

function withNotice(said: Shown, text: string): Shown {
  const notice: NoticeView = { tone: 'warning', text };
  return { ...said, notices: [notice] };
}

async function answer(desk: ProgrammeDesk, status: Answer['status'], shown: Shown): Promise<Answer> {
  return { page: await pageOf(desk, await loadProgramme(desk.database, desk.membership, desk.programmeId), shown), status };
}

async function pageOf(desk: ProgrammeDesk, loaded: LoadedProgramme, shown: Shown): Promise<FormPageView> {
  const { membership, programmeId, language } = desk;
  const t = translator(language);
  const title = t('programme.setup.consultants');
  const { consultants, expenses } = loaded.programme;
  const mayEdit = membership.may('programme.edit', programmeId);
  const isEmpty = consultants.length === 0;
  const uses = countBy(expenses.flatMap(({ consultant }) => consultant ?? []));
  const href = programmeAddress(membership.organisationId, programmeId, 'consultants');
  return {
    ...setupFrame(loaded, { membership, language, current: 'consultants' }),
    title: `${title} – ${loaded.programme.facts.name}`,
    heading: { title, over: loaded.programme.facts.name, lead: t('programme.consultants.lead') },
    notices: shown.notices,
    conflict: shown.conflict,
    empty: isEmpty && !mayEdit ? { heading: t('programme.consultants.none'), text: t('programme.consultants.none.text') } : undefined,
    table: isEmpty
      ? undefined
      : consultantsTable({ consultants, erased: loaded.erasedConsultants, uses, href, mayEdit, newFormKey: randomUUID, language }),
    form: mayEdit ? await formOf(desk, loaded, shown) : undefined,
  };
}

async function formOf({ database, membership, programmeId, language }: ProgrammeDesk, { programme }: LoadedProgramme, shown: Shown) {
  const t = translator(language);
  const there = new Set(programme.consultants.map(({ id }) => id));
  const everyone = shown.id === undefined ? await listOrganisationConsultants(database, membership) : undefined;
  const known = everyone?.filter(({ id }) => !there.has(id));
  const href = programmeAddress(membership.organisationId, programmeId, 'consultants');
  const card = shownCard(shown, {
    formKey: randomUUID(), action: href, language, hidden: shown.id === undefined ? { act: 'add' } : { act: 'change', id: shown.id },
    submit: shown.id === undefined ? t('programme.consultants.add') : undefined,
    cancel: shown.id === undefined ? undefined : { href, text: t('form.cancel') },
  });
  const people = shown.id === undefined ? undefined : await listPeopleFor(database, membership, { programmeId, consultantId: shown.id });
  const form = pageForm(consultantGroups({ ...shown, language }, known, people), card, language);
  return { ...form, section: { heading: t(shown.id === undefined ? 'programme.consultants.addHeading' : 'programme.consultants.changeHeading') } };
}

function countBy(ids: readonly string[]): Map<string, number> {
  return new Map([...Map.groupBy(ids, (id) => id)].map(([id, found]) => [id, found.length]));
}
