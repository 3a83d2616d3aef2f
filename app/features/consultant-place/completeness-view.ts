import type { CheckListView, CheckView } from '#app/components/check-list.tsx';
import type { Permission } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import { findingChecks } from '#app/features/programmes/finding-checks-view.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import type { Completeness } from './completeness.ts';

/** How far the application is, in a line. */
export function completenessText({ refusals, othersLacking }: Completeness, language: Language): string {
  const t = translator(language);
  const stops = refusals.length + othersLacking;
  return stops === 0 ? t('sheet.own.application.ready') : sentence(language, 'sheet.own.application.lacks', { days: stops });
}

interface Place {
  readonly organisationId: string;
  readonly programmeId: string;
  readonly numbers: ReadonlyMap<string, number>;
  readonly may: (permission: Permission) => boolean;
  readonly language: Language;
}

/** The check list of an application, without amounts, and of others only how many lack something. */
export function completenessChecks({ refusals, warnings, othersLacking }: Completeness, place: Place): CheckListView {
  const t = translator(place.language);
  const others: CheckView[] = othersLacking === 0
    ? []
    : [{ tone: 'danger', toneText: t('overview.check.refused'), text: sentence(place.language, 'sheet.own.check.others', { days: othersLacking }) }];
  const isReady = refusals.length === 0 && othersLacking === 0;
  const ready: CheckView[] = isReady ? [{ tone: 'success', toneText: t('overview.check.ready'), text: t('sheet.own.check.ready') }] : [];
  return {
    label: t('sheet.own.check'),
    items: [...findingChecks('refusal', refusals, place), ...others, ...ready, ...findingChecks('warning', warnings, place)],
  };
}
