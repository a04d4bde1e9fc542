import { hash } from 'node:crypto';

/** Bytes that are not what they should be; never leaves src/node/ssh. */
export class Malformed extends Error {}

/** Reads the binary form that SSH writes keys and signatures in (RFC 4251, section 5). */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Bytes that are not read yet. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** @throws Malformed */
  take(length: number): Buffer {
    if (length > this.left) throw new Malformed('ends too early');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** @throws Malformed */
  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  /** @throws Malformed */
  string(): Buffer {
    return this.take(this.uint32());
  }

  /** A string of plain characters. @throws Malformed */
  text(): string {
    return this.string().toString('latin1');
  }

  /** A positive whole number, big-endian, without the zero that tells it from a negative one. @throws Malformed */
  number(): Buffer {
    const bytes = this.string();
    const [first = 0, second = 0] = bytes;
    const isPadded = bytes.length > 1 && first === 0;
    if (bytes.length === 0 || first >= 0x80 || (isPadded && second < 0x80))
      throw new Malformed('is no positive number');
    return isPadded ? bytes.subarray(1) : bytes;
  }

  /** Says that nothing may follow. @throws Malformed */
  end(): void {
    if (this.left > 0) throw new Malformed('does not end where it should');
  }
}

/** A string as SSH writes it: its length, then its bytes. */
export function wireString(value: string | Buffer): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A key's name for people, as `ssh-keygen -l` shows it. @param blob the key in SSH's binary form */
export function fingerprintOf(blob: Buffer): string {
  return `SHA256:${hash('sha256', blob, 'base64').replace(/=+$/, '')}`;
}
