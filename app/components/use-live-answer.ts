import { useEffect, useRef, useState } from 'react';

/**
 * The latest answer to what a form asks while it is filled in, a moment after the typing stops. An answer that can't be had, since the
 * session or the network is gone, is as none: only sending the form may lead away from what was typed, so the router has no part in it.
 */
export function useLiveAnswer<Answer>(read: (body: unknown) => Answer | undefined, patienceMs: number) {
  const [answer, setAnswer] = useState<Answer>();
  const waiting = useRef<AbortController>();
  useEffect(() => () => { waiting.current?.abort(); }, []);

  function ask(request: () => Request | undefined): void {
    waiting.current?.abort();
    const asked = new AbortController();
    waiting.current = asked;
    setTimeout(() => {
      const sent = asked.signal.aborted ? undefined : request();
      if (sent !== undefined) void answerTo(sent, asked.signal).then((body) => { if (!asked.signal.aborted) setAnswer(read(body)); });
    }, patienceMs);
  }

  return { answer, ask };
}

async function answerTo(request: Request, signal: AbortSignal): Promise<unknown> {
  try {
    const answer = await fetch(request, { signal, redirect: 'manual' });
    const body: unknown = answer.ok ? await answer.json() : undefined;
    return body;
  } catch {
    return undefined;
  }
}
