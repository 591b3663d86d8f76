import { createHmac, pbkdf2Sync } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { SALT_BYTES, saltIsWhole, saltOf } from './salt.ts';

/**
 * Checks the authentication code of every page of an open database, a few pages at a time, so that serving goes on in between.
 * It reads the main file beneath the write-ahead log, which holds whole pages only as long as no crash cut a folding short.
 *
 * A page of SQLCipher 4 ends in its initialization vector (16 bytes) and HMAC-SHA512 (64 bytes) over cipher text, vector and
 * page number (u32, little-endian); the key of the code comes from the database's by PBKDF2 in two rounds over a salt of its
 * own (https://www.zetetic.net/sqlcipher/design/).
 */
export type PageCheck = Readonly<{
  /** Checks up to `count` further pages. After the end or a damaged page it only repeats its answer. */
  step: (count: number) => 'more' | 'sound' | 'damaged';
}>;

const PAGE_BYTES = 4096;
const CODE_BYTES = 64;
const SALT_MASK = 0x3a;
/** SQLite never uses the page in which it places its locks. */
const LOCK_PAGE = 0x4000_0000 / PAGE_BYTES + 1;

/** `key`: the database's 32 bytes. Reading errors are thrown as Node gives them. */
export function checkPages(path: string, key: Uint8Array): PageCheck {
  const salt = saltOf(key).map((byte) => byte ^ SALT_MASK);
  const codeKey = pbkdf2Sync(key, salt, 2, 32, 'sha512');
  let next = 1;
  let state: 'more' | 'sound' | 'damaged' = saltIsWhole(path, key) ? 'more' : 'damaged';

  function check(file: number, count: number): typeof state {
    const pages = Buffer.alloc(count * PAGE_BYTES);
    const read = readSync(file, pages, 0, pages.length, (next - 1) * PAGE_BYTES);
    for (let start = 0; start + PAGE_BYTES <= read; start += PAGE_BYTES) {
      if (!isWhole(pages.subarray(start, start + PAGE_BYTES), next, codeKey)) return 'damaged';
      next += 1;
    }
    if (fstatSync(file).size >= next * PAGE_BYTES) return 'more';
    return read % PAGE_BYTES === 0 ? 'sound' : 'damaged';
  }

  return {
    step(count) {
      if (state !== 'more') return state;
      const file = openSync(path, 'r');
      try {
        state = check(file, count);
        return state;
      } finally {
        closeSync(file);
      }
    },
  };
}

function isWhole(page: Buffer, number: number, codeKey: Buffer): boolean {
  if (number === LOCK_PAGE) return true;
  const place = Buffer.alloc(4);
  place.writeUInt32LE(number);
  const content = page.subarray(number === 1 ? SALT_BYTES : 0, PAGE_BYTES - CODE_BYTES);
  const code = createHmac('sha512', codeKey).update(content).update(place).digest();
  return code.equals(page.subarray(PAGE_BYTES - CODE_BYTES));
}
