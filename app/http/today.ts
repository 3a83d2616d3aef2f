import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { dayInNorway } from '#app/i18n/format.ts';

/** The day it is in Norway, where the rules and the claims belong. */
export function today(): CalendarDate {
  return dayInNorway(new Date());
}
