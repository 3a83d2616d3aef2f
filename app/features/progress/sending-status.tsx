import { useEffect, useRef, useState } from 'react';
import { Notice } from '#app/components/notice.tsx';
import { sendWithProgress, type Sending } from './send-with-progress.ts';
import type { SendingView } from './sending-view.ts';
import { WorkProgress } from './work-progress.tsx';

interface SendingStatusProps {
  readonly sending: SendingView;
  /** Also without files: what the form asks for takes long by itself. */
  readonly isAlwaysLong?: boolean;
}

/** In a form: how far the sending of it has come, and then the work. Nothing before it is sent, and where there are no scripts. */
export function SendingStatus({ sending: words, isAlwaysLong = false }: SendingStatusProps) {
  const place = useRef<HTMLDivElement>(null);
  const [sending, setSending] = useState<Sending>();

  useEffect(() => {
    const form = place.current?.closest('form') ?? null;
    return form === null ? undefined : sendWithProgress(form, { words, isAlwaysLong, show: setSending });
  }, [words, isAlwaysLong]);

  return (
    <div ref={place} className="sending-status">
      {sending?.isFault === true && <Notice notice={{ tone: 'warning', text: sending.text, isDone: true }} />}
      {sending !== undefined && sending.isFault !== true && <WorkProgress progress={{ ...sending, isUnderWay: true }} />}
    </div>
  );
}
