import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { MadeFile } from './made-file.ts';

/** A reference to an object: its number. Written `12 0 R`. */
export type Ref = number;

const objectsPerStream = 200;
/** Of nine: beyond it, packing takes twice the time and saves a tenth. */
const packing = 3;

/** An object as it was written; for a stream, its dictionary without brackets and its packed data. */
export interface FilePart {
  readonly ref: Ref;
  readonly body: string;
  readonly data?: Buffer;
}

/**
 * A PDF 1.7 file being written: objects come as ready strings, streams as bytes. Plain objects are packed into object streams.
 * Nothing depends on clock or chance: the same calls give the same bytes.
 */
export class PdfFile {
  private readonly objects: (string | undefined)[] = [undefined];
  private readonly streams = new Map<Ref, { dictionary: string; data: () => Buffer }>();

  /** A number for an object written later. */
  reserve(): Ref {
    return this.objects.push(undefined) - 1;
  }

  /** Writes a plain object: a dictionary, an array. */
  add(body: string, ref: Ref = this.reserve()): Ref {
    this.objects[ref] = body;
    return ref;
  }

  /** Writes a stream whose data are final; the dictionary comes without brackets and length. */
  addStream(dictionary: string, data: Buffer, ref: Ref = this.reserve()): Ref {
    this.streams.set(ref, { dictionary, data: () => data });
    return ref;
  }

  /** Writes a stream that is deflated when the file is. */
  addDeflated(dictionary: string, data: Buffer, ref: Ref = this.reserve()): Ref {
    this.streams.set(ref, { dictionary: `${dictionary} /Filter /FlateDecode`, data: () => deflateSync(data, { level: packing }) });
    return ref;
  }

  /** A plain object that was written. */
  bodyOf(ref: Ref): string {
    return this.objects[ref] ?? 'null';
  }

  /** Every object so far, in the order of their numbers, for a file that is to be part of another. */
  parts(): FilePart[] {
    return this.objects.flatMap((body, ref): FilePart[] => {
      const stream = this.streams.get(ref);
      if (stream !== undefined) return [{ ref, body: stream.dictionary, data: stream.data() }];
      return body === undefined ? [] : [{ ref, body }];
    });
  }

  /** The finished file. */
  finish(root: Ref, info: Ref): MadeFile {
    const output = new Output();
    const entries: Entry[] = [{ type: 0, field: 0, index: 65535 }];
    for (const [ref, { dictionary, data }] of this.streams) {
      entries[ref] = { type: 1, field: output.writeStream(ref, { dictionary, data: data() }), index: 0 };
    }
    const plain = this.objects.flatMap((body, ref) => (body === undefined ? [] : [{ ref, body }]));
    for (let from = 0; from < plain.length; from += objectsPerStream) {
      const container = this.reserve();
      const chunk = plain.slice(from, from + objectsPerStream);
      entries[container] = { type: 1, field: output.writeStream(container, packObjects(chunk)), index: 0 };
      chunk.forEach(({ ref }, index) => { entries[ref] = { type: 2, field: container, index }; });
    }
    return output.finish({ entries, root, info, ref: this.reserve() });
  }
}

interface Entry {
  /** 0 free, 1 at an offset, 2 in an object stream. */
  readonly type: 0 | 1 | 2;
  readonly field: number;
  readonly index: number;
}

/** Of a large stream, such as a photograph, the beginning and the length tell it from others. */
const longestHashed = 64 * 1024;

class Output {
  private readonly parts: Buffer[] = [Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1')];
  private length = this.parts[0]?.length ?? 0;

  /** @returns where the object starts. */
  writeStream(ref: Ref, { dictionary, data }: { dictionary: string; data: Buffer }): number {
    const offset = this.length;
    this.write(Buffer.from(`${ref} 0 obj\n<< ${dictionary} /Length ${data.length} >>\nstream\n`, 'latin1'));
    this.write(data);
    this.write(Buffer.from('\nendstream\nendobj\n', 'latin1'));
    return offset;
  }

  finish({ entries, root, info, ref }: { entries: Entry[]; root: Ref; info: Ref; ref: Ref }): MadeFile {
    const id = createHash('sha256');
    for (const part of this.parts) {
      if (part.length > longestHashed) id.update(`${part.length} `).update(part.toString('latin1', 0, longestHashed));
      else id.update(part);
    }
    const name = id.digest('hex').slice(0, 32).toUpperCase();
    entries[ref] = { type: 1, field: this.length, index: 0 };
    const table = Buffer.alloc(entries.length * 7);
    for (let number = 0; number < entries.length; number += 1) {
      const entry = entries[number] ?? { type: 0, field: 0, index: 65535 };
      table.writeUInt8(entry.type, number * 7);
      table.writeUInt32BE(entry.field, number * 7 + 1);
      table.writeUInt16BE(entry.index, number * 7 + 5);
    }
    const dictionary = `/Type /XRef /W [1 4 2] /Size ${entries.length} /Root ${root} 0 R /Info ${info} 0 R /ID [<${name}> <${name}>] /Filter /FlateDecode`;
    const start = this.writeStream(ref, { dictionary, data: deflateSync(table, { level: packing }) });
    this.write(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'));
    return new MadeFile(this.parts);
  }

  private write(bytes: Buffer): void {
    this.parts.push(bytes);
    this.length += bytes.length;
  }
}

function packObjects(chunk: readonly { ref: Ref; body: string }[]): { dictionary: string; data: Buffer } {
  let [offset, directory, bodies] = [0, '', ''];
  for (const { ref, body } of chunk) {
    directory += `${offset === 0 ? '' : ' '}${ref} ${offset}`;
    // A character is a byte: nothing else is written in an object.
    bodies += `${body}\n`;
    offset += body.length + 1;
  }
  const head = `${directory}\n`;
  return {
    dictionary: `/Type /ObjStm /N ${chunk.length} /First ${head.length} /Filter /FlateDecode`,
    data: deflateSync(Buffer.from(head + bodies, 'latin1'), { level: packing }),
  };
}
