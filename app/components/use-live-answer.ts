import { useEffect, useRef, useState } from 'react';
import { answerTo } from './answer-to.ts';

/**
 * The latest answer to what a form asks while it is filled in, a moment after the typing stops. An answer that can't be had, since the
 * session or the network is gone, is `isLost`: only sending the form may lead away from what was typed, so the router has no part in it.
 */
export function useLiveAnswer<Answer>(read: (body: unknown) => Answer | undefined, patienceMs: number) {
  const [answer, setAnswer] = useState<Answer>();
  const [isLost, setIsLost] = useState(false);
  const waiting = useRef<AbortController>();
  useEffect(() => () => { waiting.current?.abort(); }, []);

  function ask(request: () => Request | undefined): void {
    waiting.current?.abort();
    const asked = new AbortController();
    waiting.current = asked;
    setTimeout(() => {
      const sent = asked.signal.aborted ? undefined : request();
      if (sent !== undefined) void answerTo(sent, asked.signal).then((body) => { if (!asked.signal.aborted) take(read(body)); });
    }, patienceMs);
  }

  function take(found: Answer | undefined): void {
    setAnswer(found);
    setIsLost(found === undefined);
  }

  return { answer, isLost, ask };
}
