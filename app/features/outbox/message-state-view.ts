import type { StatusView } from '#app/components/status-tag.tsx';
import type { Language } from '#app/domain/programme.ts';
import { formatMoment } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { readSendFault, type ListedMessage } from './outbox-message.ts';

/** How it stands with an e-mail: sent, on its way, or given up, and why in plain words. */
export function messageState(
  message: ListedMessage, language: Language,
): { readonly status: StatusView; readonly detail: string | undefined } {
  const t = translator(language);
  const moment = (instant: string) => formatMoment(new Date(instant), language);
  if (message.sentAt !== undefined) return { status: { text: t('outbox.state.sent'), tone: 'success' }, detail: moment(message.sentAt) };
  const fault = message.lastFault === undefined ? undefined : sendFaultText(message.lastFault, language);
  if (message.deadAt !== undefined) {
    const isDropped = readSendFault(message.lastFault ?? '').code === 'not_needed';
    return { status: isDropped ? { text: t('outbox.state.dropped'), tone: 'neutral' } : { text: t('outbox.state.dead'), tone: 'danger' }, detail: fault };
  }
  if (message.tries === 0) return { status: { text: t('outbox.state.waiting'), tone: 'info' }, detail: undefined };
  const again = t('outbox.state.nextTry', { moment: moment(message.nextTryAt) });
  return { status: { text: t('outbox.state.retrying'), tone: 'warning' }, detail: fault === undefined ? again : `${fault} ${again}` };
}

/** Why an e-mail did not get away, in plain words; with the mail server's number for whoever runs it. */
function sendFaultText(stored: string, language: Language): string {
  const t = translator(language);
  const { code, status } = readSendFault(stored);
  const text = t(`outbox.fault.${code ?? 'refused'}`);
  return status === undefined ? text : `${text} ${t('outbox.fault.status', { status })}`;
}
