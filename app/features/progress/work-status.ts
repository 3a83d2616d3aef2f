import type { Language } from '#app/domain/programme.ts';
import { faultText } from '#app/features/shell/fault-text.ts';
import { translator } from '#app/i18n/translate.ts';
import { progressText } from './progress-text.ts';
import type { Ending } from './work-kinds.ts';
import type { Progress } from './progress.ts';
import type { WorkStatus } from './read-work-status.ts';

interface StatusInput {
  readonly progress: Progress;
  readonly ending: Ending | undefined;
  readonly requestId: string;
}

/** What there is to tell of a work; of none that it is gone, and what to do. */
export function workStatus(work: StatusInput | undefined, language: Language): WorkStatus {
  const t = translator(language);
  if (work === undefined) return { state: 'gone', text: t('progress.gone') };
  const { progress, ending, requestId } = work;
  if (ending === undefined) {
    const text = progressText(progress, language);
    return progress.stage === 'opening' ? { state: 'under_way', text, done: progress.done, total: progress.total } : { state: 'under_way', text };
  }
  if ('leadsTo' in ending) return { state: 'done', text: t(ending.isFile ? 'progress.done.file' : 'progress.done'), leadsTo: ending.leadsTo, isFile: ending.isFile };
  return { state: 'failed', text: faultText(ending.status, { language, requestId }).replaceAll('\n', ' ') };
}
