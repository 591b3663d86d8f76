import { joinBytes, utf8Bytes, utf8Text } from './bytes.ts';

/** Numbers as LEB128 (seven bits a byte, lowest first; signed ones zigzag), texts and byte runs with their length in front. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = [];

  numbers(...values: readonly number[]): void {
    for (const value of values) this.#number(value);
  }

  /** Safe integers of either sign; the sign is the lowest bit. */
  signed(value: number): void {
    const magnitude = Math.abs(value);
    const low = (magnitude % 64) * 2 + (value < 0 ? 1 : 0);
    const rest = Math.floor(magnitude / 64);
    if (rest === 0) return this.bytes(Uint8Array.of(low));
    this.bytes(Uint8Array.of(low + 128));
    this.#number(rest);
  }

  text(value: string): void {
    const bytes = utf8Bytes(value);
    this.#number(bytes.length);
    this.bytes(bytes);
  }

  bytes(value: Uint8Array): void {
    this.#parts.push(value);
  }

  joined(): Uint8Array {
    return joinBytes(...this.#parts);
  }

  #number(value: number): void {
    const digits: number[] = [];
    let rest = value;
    do {
      const low = rest % 128;
      rest = Math.floor(rest / 128);
      digits.push(rest > 0 ? low + 128 : low);
    } while (rest > 0);
    this.#parts.push(Uint8Array.from(digits));
  }
}

/** Reads what `ByteWriter` wrote. Throws a RangeError where the bytes end early or a number is out of bounds. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
      const byte = this.#next();
      value += (byte % 128) * scale;
      if (!Number.isSafeInteger(value)) break;
      if (byte < 128) return value;
    }
    throw new RangeError('The number is too large');
  }

  /** A number that something is about to be allocated for. */
  count(most: number): number {
    const value = this.number();
    if (value > most) throw new RangeError('There are too many');
    return value;
  }

  signed(): number {
    const byte = this.#next();
    const magnitude = Math.floor((byte % 128) / 2) + (byte < 128 ? 0 : this.number() * 64);
    if (!Number.isSafeInteger(magnitude)) throw new RangeError('The number is too large');
    return byte % 2 === 1 ? 0 - magnitude : magnitude;
  }

  text(): string {
    return utf8Text(this.bytes(this.number()));
  }

  bytes(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError('The bytes end early');
    const found = this.#bytes.slice(this.#at, end);
    this.#at = end;
    return found;
  }

  #next(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new RangeError('The bytes end early');
    this.#at += 1;
    return byte;
  }
}
