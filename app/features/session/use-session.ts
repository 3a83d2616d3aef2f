import { useCallback, useEffect, useRef, useState } from 'react';
import { readSecondsLeft, sessionWarning, type SecondsLeft, type SessionWarning } from './session-standing.ts';

/** The tabs of one browser tell each other that the session was used. */
const channelName = 'ou-session';
/** After a network that failed. */
const againSeconds = 20;

interface WatchedSession {
  readonly warning: SessionWarning;
  /** Uses the session, and learns whether it was too late. */
  readonly stay: () => void;
}

/**
 * Watches how long the session lasts. The server is asked anew before anything is shown, without using the session by asking: another
 * tab may have used it. One that has slept asks when it is seen again.
 */
export function useSession(left: SecondsLeft): WatchedSession {
  const [warning, setWarning] = useState<SessionWarning>(() => sessionWarning(left));
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const channel = useRef<BroadcastChannel>();

  const ask = useCallback(async (request: Request) => {
    const told = await fetch(request).then((answer) => answer.json(), () => undefined).then(readSecondsLeft);
    clearTimeout(timer.current);
    const next = told === undefined ? undefined : sessionWarning(told);
    if (next !== undefined) setWarning(next);
    if (next?.kind !== 'ended') timer.current = setTimeout(look, (next?.askInSeconds ?? againSeconds) * 1_000);

    function look() {
      void ask(new Request('/session'));
    }
  }, []);

  useEffect(() => {
    const look = () => { void ask(new Request('/session')); };
    const lookWhenSeen = () => { if (document.visibilityState === 'visible') look(); };
    const first = sessionWarning(left);
    if (first.kind !== 'ended') timer.current = setTimeout(look, (first.kind === 'soon' ? 0 : first.askInSeconds) * 1_000);
    channel.current = new BroadcastChannel(channelName);
    channel.current.onmessage = look;
    document.addEventListener('visibilitychange', lookWhenSeen);
    return () => {
      clearTimeout(timer.current);
      channel.current?.close();
      document.removeEventListener('visibilitychange', lookWhenSeen);
    };
  }, [ask, left]);

  const stay = useCallback(() => {
    void ask(new Request('/session/stay', { method: 'POST', body: new URLSearchParams() }))
      .then(() => { channel.current?.postMessage('used'); });
  }, [ask]);

  return { warning, stay };
}
