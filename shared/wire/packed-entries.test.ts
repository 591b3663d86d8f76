import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HolderProof } from '../domain/voucher.ts';
import { joinBytes, toBase64Url, toHex, utf8Bytes } from './bytes.ts';
import { toBase32 } from './base32.ts';
import { canonicalBytes, parseCanonical } from './canonical.ts';
import type { EntryBodies, EntryType } from './entry-types.ts';
import { leafHash } from './leaf.ts';
import { framePacked, packEntries, unframePacked, unpackEntries, type SignedEntry } from './packed-entries.ts';
import { voucherName } from './voucher-name.ts';

const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.normalize('NFC')),
  fc.constantFrom('', '007', '10', 'desk-1-42', 'ok', '-0'),
  fc.uint8Array({ minLength: 10, maxLength: 10 }).map(toBase32),
  fc.uint8Array({ minLength: 64, maxLength: 64 }).map(toBase64Url),
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toHex(bytes)),
);
const scalar = fc.oneof(
  word,
  fc.maxSafeInteger().map((value) => value + 0),
  fc.integer().map((value) => value + 0),
  fc.boolean(),
);
const key = fc.constantFrom('t', 'day', 'lines', 'of', '__proto__', 'Ω', 'zz');
const body = fc.dictionary(
  key,
  fc.oneof(scalar, fc.array(fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), { maxLength: 4 })),
);
const header = fc.record({
  log: fc.constantFrom('tallypoint/relief/kassala/desk-1/1', 'tallypoint/relief/kassala/desk-1/2'),
  at: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  mono: fc.nat({ max: 1e12 }),
  boot: fc.constantFrom('b7c1d2', 'aa'),
  tq: fc.constantFrom('s', 'h', 'n'),
  cyc: fc.constantFrom('', '2026-11'),
  pkg: fc.constantFrom('', 'ab'.repeat(32)),
  op: fc.constantFrom('', 'AMINA', 'U-17'),
});

type BodyOf<T extends EntryType> = EntryBodies[T] & Readonly<{ t: T }>;
const voucher = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => voucherName(toHex(bytes)));
const pseudonym = fc.uint8Array({ minLength: 10, maxLength: 10 }).map(toBase32);
const amountMinor = fc.integer({ min: 1, max: 1e9 });
const holder = fc.subarray(HolderProof.options);
const apv = fc.record({
  by: fc.constant('OMAR'),
  key: fc.constant('ab'.repeat(32)),
  reason: fc.constant('holder-witnessed'),
  sig: fc.uint8Array({ minLength: 64, maxLength: 64 }).map(toBase64Url),
});
/** Bodies of entries about vouchers, as stations write them. */
const vouchered = fc
  .tuple(voucher, pseudonym, fc.nat({ max: 9 }), amountMinor, holder, fc.option(apv, { nil: undefined }), fc.boolean())
  .chain(([vch, ben, ordinal, amount, proofs, approved, flag]) => {
    const more = approved === undefined ? {} : { apv: approved };
    const served = { day: '2026-11-24', hid: `${vch}-${ordinal}`, ben, holder: proofs, ...more };
    const acts: EntryBodies['hold']['acts'] = [[vch, ordinal, flag ? 1 : 0]];
    const account = 'cash:SDG' as const;
    const hold: BodyOf<'hold'> = { t: 'hold', ...served, vch, amount: [account, amount], acts };
    const capture: BodyOf<'capture'> = {
      ...hold,
      t: 'capture',
      ...(flag ? { of: ordinal } : {}),
      services: Array.from({ length: 1 + (ordinal % 3) }, (_none, index) => [`S-${index}`, index + 1, amount] as const),
    };
    const release: BodyOf<'release'> = {
      t: 'release',
      day: served.day,
      of: ordinal,
      vch,
      reason: flag ? 'patient-left' : 'wrong-amount',
      acts,
      ...more,
    };
    const check: BodyOf<'holder_check'> = { t: 'holder_check', hid: served.hid, vch, by: 'birth-date', matched: flag };
    const handover: BodyOf<'handover'> = {
      t: 'handover',
      ...served,
      via: 'credential',
      collector: flag ? 'holder' : 'member',
      who: ben,
      lines: [[flag ? vch : ben, 'OIL-1L', 'OIL-1L', amount]],
      acts: flag ? acts : [[ben, 0, 1], ...acts],
      part: false,
    };
    return fc.constantFrom<object>(hold, capture, release, check, handover);
  });

/** A chain of entries with these bodies. */
function chain(drafts: readonly (readonly [object, object])[], first: number): SignedEntry[] {
  let previous: Uint8Array = new Uint8Array(32).fill(7);
  return drafts.map(([fields, more], row) => {
    const bytes = canonicalBytes({ ...more, ...fields, v: 1, seq: first + row, prev: toBase64Url(previous) });
    previous = leafHash(bytes);
    return { bytes, signature: new Uint8Array(64).map((_none, at) => (at * 7 + row) % 256) };
  });
}

const runs = fc
  .tuple(fc.array(fc.tuple(header, body), { minLength: 1, maxLength: 8 }), fc.nat({ max: 1e9 }))
  .map(([drafts, first]) => chain(drafts, first));

describe('packed entries', () => {
  it('give back exactly the same bytes', () => {
    fc.assert(
      fc.property(runs, fc.string({ unit: 'grapheme', maxLength: 40 }), (entries, checkpoint) => {
        const packed = packEntries(entries, checkpoint);
        if (packed === undefined) throw new Error('A well-formed run was not packed');
        const framed = unframePacked(framePacked(packed.template, packed.raw));
        expect(framed.ok && unpackEntries(framed.value)).toEqual({ ok: true, value: { entries, checkpoint } });
      }),
      { numRuns: 300 },
    );
  });

  it('give back what was done with vouchers, beside other acts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(header, vouchered), { minLength: 1, maxLength: 12 }), (drafts) => {
        const entries = chain(drafts, 3);
        const packed = packEntries(entries);
        if (packed === undefined) throw new Error('A well-formed run was not packed');
        expect(unpackEntries(packed)).toEqual({ ok: true, value: { entries, checkpoint: '' } });
      }),
      { numRuns: 200 },
    );
  });

  it('give the first entries back where the rest has not arrived, and never a broken one', () => {
    fc.assert(
      fc.property(runs, fc.nat(), (entries, cut) => {
        const packed = packEntries(entries, 'a note');
        if (packed === undefined) throw new Error('A well-formed run was not packed');
        const frame = framePacked(packed.template, packed.raw);
        const head = frame.length - packed.raw.length + 32;
        const begun = unframePacked(frame.subarray(0, head + (cut % (packed.raw.length - 32))));
        if (!begun.ok) throw new Error(begun.error);
        expect(unpackEntries(begun.value)).toEqual({ ok: false, error: 'malformed' });
        const found = unpackEntries(begun.value, 'begun');
        if (!found.ok) throw new Error(found.error);
        const count = found.value.entries.length;
        expect(found.value).toEqual({ entries: entries.slice(0, count), checkpoint: '' });
        // The next entry is not there because its row is not: it is longer than what is left over.
        const rows = packEntries(entries.slice(0, count + 1));
        expect(rows?.raw.length).toBeGreaterThan(begun.value.raw.length);
      }),
      { numRuns: 100 },
    );
  });

  it('are not made where they could not', () => {
    const [first, second] = chain(
      [
        [sample, {}],
        [sample, {}],
      ],
      5,
    ) as [SignedEntry, SignedEntry];
    const broken = canonicalBytes({ ...(read(second.bytes) as object), prev: toBase64Url(new Uint8Array(32)) });
    expect(packEntries([first, second])).toBeDefined();
    expect(packEntries([first, { ...second, bytes: broken }])).toBeUndefined();
    expect(packEntries([second, first])).toBeUndefined();
    expect(packEntries([{ ...first, signature: new Uint8Array(63) }])).toBeUndefined();
    expect(packEntries([{ ...first, bytes: joinBytes(first.bytes, utf8Bytes(' ')) }])).toBeUndefined();
    expect(packEntries([{ ...first, bytes: canonicalBytes({ ...sample, v: 2, seq: 1, prev: 'AA' }) }])).toBeUndefined();
    expect(packEntries([])).toBeUndefined();
  });

  it('are read without harm whatever was done to them', () => {
    const [entries] = fc.sample(runs, { numRuns: 1, seed: 11 });
    const packed = packEntries(entries as SignedEntry[]);
    if (packed === undefined) throw new Error('not packed');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(), fc.nat({ max: 255 }), (junk, at, value) => {
        const changed = packed.template.slice();
        changed[at % changed.length] = value;
        for (const template of [junk, changed, changed.subarray(0, at % changed.length)]) {
          const answer = unpackEntries({ template, raw: packed.raw.subarray(0, at) }, 'begun');
          if (answer.ok)
            for (const entry of answer.value.entries) expect(parseCanonical(entry.bytes, 16_384).ok).toBe(true);
        }
        expect(unframePacked(junk).ok || junk.length < 4 || junk.length < 404).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

const sample = {
  log: 'tallypoint/relief/kassala/desk-1/1',
  at: '2026-11-24T08:00:00.000Z',
  mono: 5,
  boot: 'b',
  tq: 'n',
  cyc: '',
  pkg: '',
  op: '',
  t: 'control',
};

function read(bytes: Uint8Array): unknown {
  const parsed = parseCanonical(bytes, 16_384);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}
