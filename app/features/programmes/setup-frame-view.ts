import type { SectionNavView } from '#app/components/section-nav.tsx';
import type { Membership } from '#app/domain/membership.ts';
import type { Language, Programme } from '#app/domain/programme.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import type { FormPageView } from '#app/features/shell/form-page-view.ts';
import { translator } from '#app/i18n/translate.ts';
import { programmeFrame } from './programme-frame-view.ts';
import { setupStepsView } from './setup-steps-view.ts';

const pages = ['edit', 'grant', 'consultants', 'activities', 'accounting'] as const;
export type SetupPage = (typeof pages)[number];

interface SetupPlace {
  readonly membership: Membership;
  readonly language: Language;
  readonly current: SetupPage;
}

/** What the pages of a programme's setup have in common: the way there, each other, and what is left to do. */
export function setupFrame(
  { id, programme }: { readonly id: string; readonly programme: Programme }, { membership, language, current }: SetupPlace,
): Pick<FormPageView, 'breadcrumbs' | 'navs' | 'steps'> {
  const { organisationId } = membership;
  const may: Parameters<typeof programmeFrame>[0]['may'] = (permission) => membership.may(permission, id);
  const t = translator(language);
  const { breadcrumbs, nav } = programmeFrame({
    organisationId, organisationName: programme.organisation.name, programmeId: id, programmeName: programme.facts.name,
    current: 'setup', title: t(`programme.setup.${current}`), language, may,
  });
  const own: SectionNavView = {
    label: t('programme.setup.nav'),
    items: pages.filter((page) => page !== 'accounting' || may('organisation.read'))
      .map((page) => ({ href: programmeAddress(organisationId, id, page), text: t(`programme.setup.${page}`), isCurrent: page === current })),
  };
  return { breadcrumbs, navs: [nav, own], steps: may('programme.edit') ? setupStepsView(programme, { organisationId, programmeId: id, language }) : undefined };
}
