import { answerTo } from '#app/components/answer-to.ts';
import { readWorkStatus, type WorkStatus } from './read-work-status.ts';

const askEveryMs = 1_000;

/**
 * Asks after a work until it has ended, and tells each answer; undefined where none can be had just now, since the network is away or
 * the server is started anew.
 */
export async function askAfterWork(href: string, tell: (status: WorkStatus | undefined) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const status = readWorkStatus(await answerTo(new Request(href), signal));
    if (signal.aborted) return;
    tell(status);
    if (status !== undefined && status.state !== 'under_way') return;
    await new Promise((resolve) => { setTimeout(resolve, askEveryMs); });
  }
}
