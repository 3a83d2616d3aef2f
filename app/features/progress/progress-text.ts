import type { Language } from '#app/domain/programme.ts';
import { formatWhole } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { Progress } from './progress.ts';

/** `Åpner fil 2 av 5`, on a terminal and on a page. */
export function progressText(progress: Progress, language: Language): string {
  const t = translator(language);
  const whole = (count: number) => formatWhole(count, language);
  switch (progress.stage) {
    case 'begun': return t('progress.begun');
    case 'waiting': return t('progress.waiting');
    case 'opening': return t('progress.opening', { at: whole(Math.min(progress.done + 1, progress.total)), total: whole(progress.total) });
    case 'shrinking': return t('progress.shrinking', { at: whole(progress.done + 1) });
    case 'setting': return t('progress.setting', { lines: whole(progress.lines) });
  }
}
