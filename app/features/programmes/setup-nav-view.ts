import type { SectionNavView } from '#app/components/section-nav.tsx';
import type { Language } from '#app/domain/programme.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';

const pages = ['edit', 'grant', 'consultants', 'activities'] as const;

export interface SetupNavInput {
  readonly organisationId: string;
  readonly programmeId: string;
  readonly current: (typeof pages)[number];
}

/** The pages a programme is set up on. */
export function setupNav({ organisationId, programmeId, current }: SetupNavInput, language: Language): SectionNavView {
  const t = translator(language);
  return {
    label: t('part.nav'),
    items: pages.map((page) => ({
      href: programmeAddress(organisationId, programmeId, page), text: t(`part.nav.${page}`), isCurrent: page === current,
    })),
  };
}
