import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { activityKinds, type Activity, type Language } from '#app/domain/programme.ts';
import { FormReading, type FieldFaults, type Typed } from '#app/features/shell/form-reading.ts';
import { formatDay } from '#app/i18n/format.ts';

export const activityFields = ['kind', 'title', 'startsOn', 'endsOn', 'place', 'participants'] as const;
export type ActivityField = (typeof activityFields)[number];

export type ActivityInput = Omit<Activity, 'id'>;
export type ActivityReading = { readonly activity: ActivityInput } | { readonly faults: FieldFaults<ActivityField> };

/** Reads the form. An activity without a last day is of one day. */
export function readActivityForm(typed: Typed<ActivityField>, today: CalendarDate): ActivityReading {
  const form = new FormReading(typed, today);
  const kind = form.required('kind', form.choice('kind', activityKinds));
  const title = form.required('title', form.line('title'));
  const startsOn = form.required('startsOn', form.day('startsOn'));
  const endsOn = form.day('endsOn') ?? startsOn;
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn) form.fault('endsOn', 'endsBeforeStart');
  const rest = { place: form.line('place'), participants: form.whole('participants') };
  const isWhole = kind !== undefined && title !== undefined && startsOn !== undefined && endsOn !== undefined;
  return isWhole && form.isFaultless ? { activity: { kind, title, startsOn, endsOn, ...rest } } : { faults: form.faults };
}

export const emptyActivity: Typed<ActivityField> = { kind: 'gathering', title: '', startsOn: '', endsOn: '', place: '', participants: '' };

/** The activity as the form shows it, so that it reads back the same. */
export function typedFromActivity(
  { kind, title, startsOn, endsOn, place, participants }: ActivityInput, language: Language,
): Typed<ActivityField> {
  return {
    kind, title, startsOn: formatDay(startsOn, language), endsOn: formatDay(endsOn, language), place: place ?? '',
    participants: participants === undefined ? '' : String(participants),
  };
}
