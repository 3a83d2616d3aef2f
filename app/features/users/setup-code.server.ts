import { createHash, randomInt, timingSafeEqual } from 'node:crypto';

/** Letters and digits that are not taken for one another; 12 of them are 60 bits. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const groups = 3;
const lettersPerGroup = 4;
const mostTries = 20;

/**
 * The one-time code that lets the one who started the server, and no one else who finds its address, create the first
 * organisation. Lives in memory only, and gives up after some wrong tries: a restart prints a new one.
 */
export class SetupCode {
  readonly text: string;
  #triesLeft = mostTries;

  constructor(text: string = newCode()) {
    this.text = text;
  }

  matches(typed: string): boolean {
    if (this.#triesLeft <= 0) return false;
    this.#triesLeft -= 1;
    return timingSafeEqual(digestOf(plain(typed)), digestOf(plain(this.text)));
  }
}

function newCode(): string {
  const group = () => Array.from({ length: lettersPerGroup }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

function plain(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
