import type { TableView } from '#app/components/data-table.tsx';
import { activityKinds, type Activity, type Language } from '#app/domain/programme.ts';
import type { FormGroupView } from '#app/features/shell/form-page-view.ts';
import { fieldWords, optionalFieldWords, type FormState } from '#app/features/shell/form-words.ts';
import { formatPeriod, formatWhole } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ActivityField } from './activity-form.ts';

/** The fields of an activity. */
export function activityGroups(state: FormState<ActivityField>): FormGroupView[] {
  const t = translator(state.language);
  const words = (field: ActivityField) => fieldWords({ form: 'activity', field }, state);
  const optional = (field: ActivityField) => optionalFieldWords({ form: 'activity', field }, state);
  return [{
    fields: [
      { kind: 'radios', ...words('kind'), isInline: true, options: activityKinds.map((kind) => ({ value: kind, text: t(`activity.${kind}`) })) },
      { kind: 'text', ...words('title'), isRequired: true },
      { kind: 'text', ...optional('place') },
      { kind: 'text', ...words('startsOn'), isRequired: true, width: 'medium', maxLength: 40 },
      { kind: 'text', ...optional('endsOn'), width: 'medium', maxLength: 40 },
      { kind: 'text', ...optional('participants'), inputMode: 'numeric', width: 'short', maxLength: 9 },
    ],
  }];
}

interface ActivitiesTable {
  readonly activities: readonly Activity[];
  /** How many costs stand on each. */
  readonly uses: ReadonlyMap<string, number>;
  /** The page's address. */
  readonly href: string;
  readonly mayEdit: boolean;
  readonly newFormKey: () => string;
  readonly language: Language;
}

/** The programme's activities. Those with costs stay. */
export function activitiesTable({ activities, uses, href, mayEdit, newFormKey, language }: ActivitiesTable): TableView {
  const t = translator(language);
  return {
    caption: t('programme.activities.caption'),
    columns: [
      { heading: t('programme.activity.title') }, { heading: t('programme.activity.kind') }, { heading: t('programme.column.days') },
      { heading: t('programme.activity.place') }, { heading: t('programme.activity.participants'), isNumeric: true },
      { heading: t('programme.column.costs'), isNumeric: true },
      ...(mayEdit ? [{ heading: t('programme.column.act'), isHeadingHidden: true }] : []),
    ],
    rows: activities.map(({ id, kind, title, startsOn, endsOn, place, participants }) => {
      const used = uses.get(id) ?? 0;
      const named = mayEdit ? { text: title, href: `${href}?edit=${id}` } : title;
      const button = used > 0 ? undefined : { action: href, text: t('programme.remove', { name: title }), hidden: { form_key: newFormKey(), act: 'remove', id } };
      return {
        key: id,
        cells: [
          named, t(`activity.${kind}`), formatPeriod(startsOn, endsOn, language), place ?? '',
          participants === undefined ? '' : formatWhole(participants, language), String(used),
          ...(mayEdit ? [{ button }] : []),
        ],
      };
    }),
  };
}
