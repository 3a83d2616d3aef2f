import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { Permission } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { programmeFrame, type ProgrammeFrameView, type ProgrammeSection } from '#app/features/programmes/programme-frame-view.ts';
import { translator } from '#app/i18n/translate.ts';
import type { WorkKind } from './work-kinds.ts';
import type { WorkStatus } from './read-work-status.ts';

/** How far a work has come, and the way on from it. */
export interface ProgressPageView {
  readonly title: string;
  /** Of a programme; above what belongs to none yet, the way down to it. */
  readonly frame: ProgrammeFrameView | undefined;
  readonly breadcrumbs: BreadcrumbsView | undefined;
  readonly lead: string | undefined;
  readonly status: WorkStatus;
  /** Asked again and again, where there are scripts. */
  readonly statusHref: string;
  /** Told when no answer comes. */
  readonly unreachable: string;
  /** Where there are none: the page comes again by itself, unless asked not to. */
  readonly refresh: { readonly isByHand: boolean; readonly now: LinkView; readonly stop: LinkView } | undefined;
  /** To what was made, or back to try again. */
  readonly link: LinkView | undefined;
}

export interface ProgressPageInput {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly programme: { readonly id: string; readonly name: string } | undefined;
  /** Undefined of a work that is gone. */
  readonly kind: WorkKind | undefined;
  readonly status: WorkStatus;
  readonly back: string;
  /** The page's own address, and that of its status. */
  readonly href: string;
  readonly statusHref: string;
  readonly isByHand: boolean;
  readonly language: Language;
  readonly may: (permission: Permission) => boolean;
}

const sections: Record<WorkKind, ProgrammeSection> = { save: 'files', import: 'setup', attest: 'claims', draft: 'claims', parts: 'claims' };

export function progressPageView(input: ProgressPageInput): ProgressPageView {
  const { kind, status, href, statusHref, isByHand, language, programme, organisationId, organisationName } = input;
  const t = translator(language);
  const title = status.state === 'under_way' && kind !== undefined ? t(`progress.${kind}.title`) : t(`progress.title.${status.state}`);
  return {
    title,
    frame: programme === undefined ? undefined : programmeFrame({
      ...input, programmeId: programme.id, programmeName: programme.name, current: kind === undefined ? 'overview' : sections[kind], title,
    }),
    breadcrumbs: programme === undefined ? organisationBreadcrumbs({ organisationId, organisationName, title, language }) : undefined,
    lead: status.state === 'under_way' && kind !== undefined ? t(`progress.${kind}.lead`) : undefined,
    status, statusHref, unreachable: t('progress.unreachable'),
    refresh: status.state === 'under_way'
      ? { isByHand, now: { href, text: t('progress.refresh.now') }, stop: { href: `${href}&by=hand`, text: t('progress.refresh.stop') } }
      : undefined,
    link: linkOf(input),
  };
}

function linkOf({ status, back, language }: ProgressPageInput): LinkView | undefined {
  const t = translator(language);
  switch (status.state) {
    case 'under_way': return undefined;
    case 'done': return { href: status.leadsTo ?? back, text: t(status.isFile === true ? 'progress.link.file' : 'progress.link.done') };
    default: return { href: back, text: t('progress.link.back') };
  }
}
