import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { createHash } from 'node:crypto';
import { toHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import type { DueHead, DueLine } from '../../../shared/wire/due.ts';
import type { Entry, EntryType } from '../../../shared/wire/entry-types.ts';
import type { NoteKey } from '../../../shared/wire/note.ts';
import type { RehearsedDay } from './day.fixture.ts';
import { checkpointOf, entryOf, forge, linesOf, textOf, type Cosigner, type Line } from './log.fixture.ts';

/** A seed that is nobody's. */
const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
export const COLLECTOR_NAME = 'collector.example.org/w1';

/** The rehearsed days as somebody sees them who wants to change them. */
export type World = ReturnType<typeof worldOf>;

export function worldOf(days: RehearsedDay) {
  const lines = linesOf(days.text);
  const entries = lines.map(entryOf);
  const collectorSigner = signerOf(seed(2));
  const collector: Cosigner = { name: COLLECTOR_NAME, signer: collectorSigner, atMs: days.nowMs };
  const collectorKey: NoteKey = { name: COLLECTOR_NAME, publicKey: collectorSigner.publicKey };
  return {
    ...days,
    lines,
    entries,
    thief: signerOf(seed(3)),
    collector,
    collectorKey,
    /** Where the nth entry of a type stands. */
    at(type: EntryType, nth = 0): number {
      const found = entries.flatMap((entry, index) => (entry.t === type ? [index] : []))[nth];
      if (found === undefined) throw new Error(`There is no ${type} number ${nth}`);
      return found;
    },
    /** What is checked where nothing was touched. */
    files(changed: readonly Line[] = lines): Record<string, string> {
      return { 'ledger.ndjson': textOf(changed), 'desk-1.station': days.certificate };
    },
    /** The log with one entry changed, chained and signed anew with the station's own key. */
    rewritten(index: number, change: (entry: Entry) => object): Line[] {
      return forge(
        entries.map((entry, at) => (at === index ? change(entry) : entry)),
        days.station,
      );
    },
    /** The log with entries put in before one, chained and signed anew. */
    withInserted(index: number, ...more: object[]): Line[] {
      return forge([...entries.slice(0, index), ...more, ...entries.slice(index)], days.station);
    },
    cosigned: (size?: number, by = collector): string => checkpointOf(lines, days.station, size, by),
    /** The signed list of what is due, with so much oil for everybody. */
    dueList: (oil: number): string => dueList(days, entries, oil),
  };
}

function dueList(days: RehearsedDay, entries: readonly Entry[], oil: number): string {
  const given = entries.flatMap((entry) => (entry.t === 'handover' ? entry.lines : []));
  const amounts = new Map<string, Map<string, DueLine[3][number]>>();
  for (const [entitlement, line, account] of given) {
    const of = amounts.get(entitlement) ?? new Map();
    const cash = given.some(([one, , , quantity]) => one === entitlement && quantity === 150_000) ? 150_000 : 5000;
    amounts.set(entitlement, of.set(line, [line, account, line === 'oil' ? oil : cash]));
  }
  const due = [...amounts].map(([entitlement, of]): DueLine => [entitlement, 'HHAAAAAAAAAAAAAA', '', [...of.values()]]);
  const body = due.map((line) => `${JSON.stringify(line)}\n`).join('');
  const head: DueHead = {
    v: 1,
    programme: 'relief',
    site: 'kassala',
    siteName: 'Kassala',
    cycle: '2026-11',
    cycleName: 'November',
    number: 1,
    package: entries.find((entry) => entry.t === 'import')?.hash ?? '',
    desks: [{ desk: 'desk-1', name: 'Desk 1' }],
    validFromMs: 0,
    validUntilMs: days.nowMs,
    count: due.length,
    sha256: toHex(createHash('sha256').update(body).digest()),
  };
  return `${JSON.stringify(sealEnvelope(PAYLOAD_TYPE.due, utf8Bytes(JSON.stringify(head)), days.issuer))}\n${body}`;
}
