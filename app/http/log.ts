import { pino, type DestinationStream } from 'pino';

/** How much is written; `silent` is nothing. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Ids, names of things in the code, and numbers: nothing a person has typed or is called. */
type Facts = Readonly<Record<string, string | number | undefined>>;

/** What the service tells whoever runs it: one line of JSON for each thing. */
export interface Log {
  readonly info: (event: string, facts: Facts) => void;
  readonly debug: (event: string, facts: Facts) => void;
  /** A fault of ours: what it is and where in the code, never what it says. */
  readonly fault: (fault: unknown, facts: Facts) => void;
}

const standardError = 2;

/** Writes at once, so that the last line before a crash is there; to the error output unless said, which is not the one for people. */
export function openLog(level: LogLevel, destination: DestinationStream = pino.destination({ fd: standardError, sync: true })): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event', formatters: { level: (label) => ({ level: label }) } }, destination);
  return {
    info: (event, facts) => { logger.info(facts, event); },
    debug: (event, facts) => { logger.debug(facts, event); },
    fault: (fault, facts) => { logger.error({ ...facts, fault: faultFacts(fault) }, 'fault'); },
  };
}

interface FaultFacts {
  readonly name: string;
  readonly code?: string;
  readonly stack: readonly string[];
  readonly cause?: FaultFacts;
}

const mostCauses = 3;

/** A message may hold what somebody typed: a database quotes the value it could not take. Its kind, code and place do not. */
function faultFacts(fault: unknown, depth = 0): FaultFacts {
  if (!(fault instanceof Error)) return { name: typeof fault, stack: [] };
  const { code } = { code: undefined, ...fault };
  return {
    name: fault.constructor.name,
    ...(typeof code === 'string' && /^\w{1,64}$/.test(code) ? { code } : {}),
    stack: placesOf(fault),
    ...(fault.cause instanceof Error && depth < mostCauses ? { cause: faultFacts(fault.cause, depth + 1) } : {}),
  };
}

function placesOf({ stack = '', message }: Error): string[] {
  const places = message === '' ? stack : stack.replace(message, '');
  return places.split('\n').slice(1).map((line) => line.trim()).filter((line) => line.startsWith('at '));
}
