import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { utf8Text } from '../../../shared/wire/bytes.ts';
import { PACKED_TYPE, unframePacked, unpackEntries } from '../../../shared/wire/packed-entries.ts';
import { EntryLine, UPLOAD_TYPES } from '../../../shared/wire/upload.ts';
import { entriesBody } from './body.ts';
import { dayOfHandovers } from './handovers.fixture.ts';

const expand = (bytes: Uint8Array): Uint8Array => new Uint8Array(brotliDecompressSync(bytes));

describe('a body of entries', () => {
  it('costs 99 bytes a hand-over where it is packed, and less than half of what lines cost', async () => {
    const entries = dayOfHandovers(1000);
    const packed = await entriesBody({ entries, checkpoint: undefined, packed: true });
    const lines = await entriesBody({ entries, checkpoint: undefined, packed: false });
    expect(packed.type).toBe(PACKED_TYPE);
    expect(packed.bytes.length / entries.length).toBeLessThan(99);
    // Signature, household, collector and entitlement: nothing compresses these.
    expect(packed.bytes.length / entries.length).toBeGreaterThan(64 + 3 * 10);
    expect(lines.bytes.length).toBeGreaterThan(packed.bytes.length * 2);
  });

  it('costs two thirds more where every receipt was confirmed: each outcome has a signature of its own', async () => {
    const entries = dayOfHandovers(500, true);
    const packed = await entriesBody({ entries, checkpoint: undefined, packed: true });
    expect(packed.bytes.length / 500).toBeLessThan(166);
    expect(packed.bytes.length / 500).toBeGreaterThan(2 * 64 + 3 * 10);
  });

  it('gives the entries and the checkpoint back, packed or not', async () => {
    const entries = dayOfHandovers(20, true).map(({ bytes, signature }) => ({ bytes, signature }));
    const packed = await entriesBody({ entries, checkpoint: 'a note\n', packed: true });
    const frame = unframePacked(packed.bytes);
    if (!frame.ok) throw new Error(frame.error);
    const back = unpackEntries({ ...frame.value, template: expand(frame.value.template) });
    expect(back).toEqual({ ok: true, value: { entries, checkpoint: 'a note\n' } });

    const lines = await entriesBody({ entries, checkpoint: 'a note\n', packed: false });
    const texts = utf8Text(expand(lines.bytes)).trimEnd().split('\n');
    expect([lines.type, lines.encoding, texts.length]).toEqual([UPLOAD_TYPES.lines, 'br', entries.length + 1]);
    expect(texts.at(-1)).toBe(JSON.stringify({ c: 'a note\n' }));
  });

  it('goes as lines where packing would not give the very bytes back, or an entry is flagged', async () => {
    const [first, , third] = dayOfHandovers(3);
    if (first === undefined || third === undefined) throw new Error('no entries');
    const gap = await entriesBody({ entries: [first, third], checkpoint: undefined, packed: true });
    expect(gap.type).toBe(UPLOAD_TYPES.lines);
    const flagged = await entriesBody({ entries: [first], checkpoint: undefined, packed: true, flagged: true });
    expect(EntryLine.parse(JSON.parse(utf8Text(expand(flagged.bytes)))).q).toBe(true);
  });
});
