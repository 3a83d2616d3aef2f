import { hasFiles } from '#app/components/typed-form.ts';
import { askAfterWork } from './ask-after-work.ts';
import { quietMs } from './progress.ts';
import type { WorkStatus } from './read-work-status.ts';
import { sendForm, type Sent } from './send-form.ts';
import type { SendingView } from './sending-view.ts';

/** What the form shows; `fault` where it has to be sent again. */
export interface Sending {
  readonly text: string;
  readonly done?: number | undefined;
  readonly total?: number | undefined;
  readonly isFault?: boolean;
}

interface Following {
  readonly words: SendingView;
  /** Also without files: what it asks for takes long by itself. */
  readonly isAlwaysLong: boolean;
  readonly show: (sending: Sending | undefined) => void;
}

/**
 * Sends a form by a script where that may take long, so that the page stays, with all that was typed, until there is an answer to go
 * to; what is over soon shows nothing. Where the server says something else than where to go, the browser sends the form itself and
 * shows it. @returns what ends it.
 */
export function sendWithProgress(form: HTMLFormElement, { words, isAlwaysLong, show }: Following): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let [isSending, isByBrowser] = [false, false];

  form.addEventListener('submit', (event) => {
    if (isByBrowser || event.defaultPrevented || (!isSending && !isAlwaysLong && !hasFiles(form))) return;
    event.preventDefault();
    if (!isSending) void send(event.submitter);
  }, { signal });
  // A page that the browser kept comes back as it was left.
  window.addEventListener('pageshow', () => {
    isSending = false;
    delete form.dataset['sent'];
    show(undefined);
  }, { signal });
  return () => { ending.abort(); };

  async function send(submitter: HTMLElement | null): Promise<void> {
    isSending = true;
    const telling = afterAWhile(show);
    const sent = await sendForm(form, submitter, (bytes, total) => { telling.tell(bytesSent(bytes, total, words)); });
    const fault = await follow(sent, submitter, telling.tell);
    telling.end();
    if (fault === undefined) return;
    isSending = false;
    show({ text: fault, isFault: true });
  }

  /** Goes on, or tells what is wrong. */
  async function follow(sent: Sent, submitter: HTMLElement | null, tell: Following['show']): Promise<string | undefined> {
    if (sent === 'unreachable') return words.broken;
    if ('status' in sent) {
      if (sent.status === 503) return words.busy;
      isByBrowser = true;
      form.requestSubmit(submitter);
      return undefined;
    }
    const statusHref = statusOf(sent.leadsTo);
    const status = statusHref === undefined ? undefined : await ended(statusHref, tell);
    if (status !== undefined && status.leadsTo === undefined) return status.state === 'gone' ? words.gone : status.text;
    form.dataset['sent'] = '';
    location.assign(status?.leadsTo ?? sent.leadsTo);
    return undefined;
  }

  async function ended(statusHref: string, tell: Following['show']): Promise<WorkStatus | undefined> {
    let last: WorkStatus | undefined;
    await askAfterWork(statusHref, (status) => {
      last = status ?? last;
      tell(status ?? { text: words.unreachable });
    }, signal);
    return last;
  }
}

/** The address that tells how far a work has come, of the page that shows it. */
function statusOf(href: string): string | undefined {
  const { pathname, search } = new URL(href, location.href);
  return pathname.endsWith('/progress') ? `${pathname}/status${search}` : undefined;
}

const mega = 1_000_000;

function bytesSent(bytes: number, total: number, words: SendingView): Sending {
  if (bytes >= total || total < mega) return { text: words.working };
  const text = words.sending.replace('{sent}', String(Math.floor(bytes / mega))).replace('{total}', String(Math.ceil(total / mega)));
  return { text, done: bytes, total };
}

/** Shows the latest that was told, once a while has gone. */
function afterAWhile(show: Following['show']) {
  let latest: Sending | undefined;
  let isQuiet = true;
  const timer = setTimeout(() => {
    isQuiet = false;
    show(latest);
  }, quietMs);
  return {
    tell: (sending: Sending | undefined) => {
      latest = sending;
      if (!isQuiet) show(latest);
    },
    end: () => { clearTimeout(timer); },
  };
}
