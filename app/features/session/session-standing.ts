/** How long a session lasts yet, if nothing happens. */
export interface SessionStanding {
  /** ISO UTC: when it ends unless it is used before. */
  readonly idleEndsAt: string;
  /** ISO UTC: when it ends however it is used. */
  readonly endsAt: string;
}

/** The same as a page counts it; both are zero when nobody is signed in. */
export interface SecondsLeft {
  readonly idle: number;
  readonly total: number;
}

export function secondsLeft(standing: SessionStanding | undefined, now: Date): SecondsLeft {
  if (standing === undefined) return { idle: 0, total: 0 };
  const until = (instant: string) => Math.max(0, Math.floor((Date.parse(instant) - now.getTime()) / 1_000));
  return { idle: until(standing.idleEndsAt), total: until(standing.endsAt) };
}

/** How early a page warns: long enough to finish a sentence and press a button. WCAG 2.2.1 asks for 20 seconds. */
const warningSeconds = 5 * 60;

/** What a page does about it, and in how many seconds it asks again. */
export type SessionWarning
  = | { readonly kind: 'none'; readonly askInSeconds: number }
    /** `isLast`: signing in anew is the only way on. */
    | { readonly kind: 'soon'; readonly minutes: number; readonly isLast: boolean; readonly askInSeconds: number }
    | { readonly kind: 'ended' };

export function sessionWarning({ idle, total }: SecondsLeft): SessionWarning {
  const left = Math.min(idle, total);
  if (left <= 0) return { kind: 'ended' };
  if (left > warningSeconds) return { kind: 'none', askInSeconds: left - warningSeconds };
  const minutes = Math.ceil(left / 60);
  return { kind: 'soon', minutes, isLast: total <= idle, askInSeconds: left - (minutes - 1) * 60 };
}

/** Reads what the server answered; undefined for anything else. */
export function readSecondsLeft(body: unknown): SecondsLeft | undefined {
  if (typeof body !== 'object' || body === null || !('idle' in body) || !('total' in body)) return undefined;
  const { idle, total } = body;
  return typeof idle === 'number' && typeof total === 'number' ? { idle, total } : undefined;
}
