import { createHash } from 'node:crypto';
import { toBase32 } from '../../../shared/wire/base32.ts';
import type { EntryBodies, EntryType } from '../../../shared/wire/entry-types.ts';
import { signerOf } from '../crypto/ed25519.ts';
import { makeEntry } from '../ledger/entry.ts';
import type { Appended } from '../ledger/ledger.types.ts';

const signer = signerOf(new Uint8Array(32).fill(1));
const ORIGIN = 'tallypoint/relief/kassala/desk-1/1';
const START_MS = Date.UTC(2026, 10, 24, 5);
const SESSION = '14';

/** Bytes that look random and are the same in every run. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
const pseudonym = (text: string): string => toBase32(digest(text).subarray(0, 10));

/** A day at a desk: a household every 12 to 75 seconds takes its food, kit and cash; one in eight sends a proxy. */
export function dayOfHandovers(count: number, withPrints = false): Appended[] {
  const entries: Appended[] = [];
  let previous: Uint8Array = new Uint8Array(32);
  let atMs = START_MS;
  function add<T extends EntryType>(t: T, body: EntryBodies[T], afterMs: number): number {
    atMs += afterMs;
    const seq = entries.length;
    const entry = makeEntry(
      t,
      body,
      {
        origin: ORIGIN,
        seq,
        previous,
        stamp: {
          at: new Date(atMs).toISOString(),
          // A machine counts its own time in hundredths of a second.
          mono: Math.floor((atMs - START_MS + 812_345) / 10) * 10,
          boot: 'b7c1d2e4',
          tq: 'n',
        },
        context: { cycle: '2026-11', package: 'ab'.repeat(32), operator: 'AMINA' },
      },
      signer,
    );
    entries.push(entry);
    previous = entry.leaf;
    return seq;
  }
  for (let number = 0; number < count; number += 1) {
    const dice = digest(`dice ${number}`);
    const size = 1 + (dice.readUInt8(2) % 9);
    const job = add(
      'handover',
      handover(number, size, dice.readUInt8(4) % 8 === 0),
      12_000 + (dice.readUInt16BE(0) % 63_000),
    );
    if (withPrints) add('print', { of: job, state: 'confirmed' }, 900 + (dice.readUInt16BE(6) % 1500));
  }
  return entries;
}

function handover(number: number, size: number, proxy: boolean): EntryBodies['handover'] {
  const entitlement = pseudonym(`entitlement ${number}`);
  const amounts = [
    ['SORGHUM-25KG', Math.ceil(size / 4)],
    ['OIL-4L', size > 7 ? 2 : 1],
    ['LENTILS-5KG', Math.ceil(size / 3)],
    ['cash:SDG', size * 500_000],
  ] as const;
  return {
    day: '2026-11-24',
    hid: `${SESSION}-${number + Math.floor(number / 9)}`,
    ben: pseudonym(`household ${number}`),
    via: 'card',
    collector: proxy ? 'proxy' : 'member',
    who: pseudonym(`person ${number}`),
    lines: amounts.map(([account, quantity], line) => [entitlement, `L${line + 1}`, account, quantity]),
    acts: [[entitlement, 0, 1]],
    part: false,
  };
}
