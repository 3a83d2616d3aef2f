import type { CheckListView, CheckView } from '#app/components/check-list.tsx';
import type { SectionView } from '#app/components/section.tsx';
import type { Language, Programme } from '#app/domain/programme.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';

const steps = ['grant', 'letter', 'consultants', 'activities', 'expenses'] as const;
type Step = (typeof steps)[number];

const pages = { grant: 'grant', letter: 'grant#letter', consultants: 'consultants', activities: 'activities', expenses: 'expenses/new' } satisfies Record<Step, string>;

export interface SetupStepsView {
  readonly section: SectionView;
  /** The same in a line: how far one has come, and what is next. */
  readonly summary: string;
  readonly list: CheckListView;
}

/** A new programme's way to its first cost: what is done, and what is next. Undefined when all is done. */
export function setupStepsView(
  programme: Programme, { organisationId, programmeId, language }: { organisationId: string; programmeId: string; language: Language },
): SetupStepsView | undefined {
  const t = translator(language);
  const done = doneSteps(programme);
  const next = steps.find((step) => !done[step]);
  if (next === undefined) return undefined;
  const heading = t('programme.steps.heading');
  const items = steps.map((step): CheckView => (done[step]
    ? { tone: 'success', toneText: t('programme.steps.done'), text: t(`programme.steps.${step}.done`) }
    : {
        tone: 'info', toneText: t('programme.steps.left'), text: t(`programme.steps.${step}.left`),
        link: { href: programmeAddress(organisationId, programmeId, pages[step]), text: t(`programme.steps.${step}`) },
      }));
  const summary = t('programme.steps.summary', {
    done: steps.filter((step) => done[step]).length, all: steps.length, next: t(`programme.steps.${next}`),
  });
  return { section: { heading, lead: t('programme.steps.lead') }, summary, list: { label: heading, items } };
}

function doneSteps({ grant, consultants, activities, expenses }: Programme): Record<Step, boolean> {
  return {
    grant: grant.reference !== undefined && grant.expiresOn !== undefined,
    letter: grant.letter !== undefined,
    consultants: consultants.length > 0,
    activities: activities.length > 0,
    expenses: expenses.length > 0,
  };
}
