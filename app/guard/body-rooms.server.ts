import { readFormFields, type FormFields } from '#app/http/form-fields.ts';
import { MemoryRoom } from './memory-room.server.ts';

const mega = 1024 * 1024;
const patienceMs = 30_000;

/** For what people and machines send alike. A body takes some three times its size when it is read and worked with. */
export const bodyRoom = new MemoryRoom({ mostBytes: 120 * mega, patienceMs });

/**
 * For forms of those whose session has ended, as anybody can say of theirs: they are read for the text that was typed, one large one at
 * a time, and never in the way of people who are signed in.
 */
export const strangerRoom = new MemoryRoom({ mostBytes: 40 * mega, patienceMs });

/** The size of a body that has told it, as every form has: one that has not is turned away before. */
export function bytesOf(request: Request): number {
  return Number(request.headers.get('Content-Length'));
}

/** A form read in its turn, for its text alone. */
export async function readInRoom(room: MemoryRoom, request: Request): Promise<FormFields> {
  return room.pass(bytesOf(request), () => readFormFields(request));
}
