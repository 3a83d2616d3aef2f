export type DomainErrorCode = 'not_found' | 'not_permitted' | 'conflict' | 'invalid';

/** Thrown where a program, not a person, got it wrong: the request can't be served in this state. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;

  constructor(code: DomainErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
