import { operationsIn, type Operation } from '../content-operations.ts';

/** A stream of operators, read once for all that is done with it. */
export interface Operators {
  readonly content: Buffer;
  readonly operations: readonly Operation[];
}

export function operatorsIn(content: Buffer): Operators {
  return { content, operations: [...operationsIn(content)] };
}
