import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLedger, type LedgerHead } from './ledger.ts';
import { fill, ledgerOptions, mustOpen, withFolder } from './testing.ts';
import { verifyToEnd } from './verify.ts';

const FILES = ['ledger.db', 'ledger.db-wal', 'ledger.journal'] as const;

function flip(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
  return changed;
}

/** Spread over a file, each in another place of its byte. */
function bitOf(run: number, runs: number, bytes: number, from = 0): number {
  return from * 8 + Math.floor(((run + 0.5) * (bytes - from) * 8) / runs);
}

/** The files of a ledger whose process died: `entries` of them are in the write-ahead log only. */
function crashed(folder: string, entries: number): Readonly<{ head: LedgerHead; files: Map<string, Buffer> }> {
  const ledger = mustOpen(ledgerOptions(folder));
  fill(ledger, 20);
  ledger.database().pragma('wal_checkpoint(TRUNCATE)');
  ledger.database().exec('PRAGMA wal_autocheckpoint = 0');
  fill(ledger, entries);
  const files = new Map(FILES.map((name) => [name, readFileSync(join(folder, name))]));
  const head = ledger.head();
  ledger.close();
  return { head, files };
}

function put(
  folder: string,
  files: ReadonlyMap<string, Buffer>,
  changes: Readonly<Record<string, Buffer | undefined>> = {},
): void {
  rmSync(join(folder, 'ledger.db-shm'), { force: true });
  for (const [name, bytes] of Object.entries({ ...Object.fromEntries(files), ...changes })) {
    if (bytes === undefined) rmSync(join(folder, name), { force: true });
    else writeFileSync(join(folder, name), bytes);
  }
}

describe('a damaged station', () => {
  it('restores from the journal what one flipped bit drops from the write-ahead log', () => {
    withFolder((folder) => {
      const { head, files } = crashed(folder, 60);
      const wal = files.get('ledger.db-wal') as Buffer;
      for (let run = 0; run < 60; run += 1) {
        put(folder, files, { 'ledger.db-wal': flip(wal, bitOf(run, 60, wal.length)) });
        const ledger = mustOpen(ledgerOptions(folder));
        expect(ledger.head()).toEqual(head);
        const replayed = ledger.takeReplayed();
        expect(replayed.length).toBeGreaterThan(0);
        expect(replayed.at(-1)).toBe(head.size - 1);
        expect(ledger.takeReplayed()).toEqual([]);
        if (run % 20 === 0) {
          expect(verifyToEnd(ledger.verifier())).toEqual({ checked: head.size, size: head.size, done: true });
          const notes = ledger.database().prepare('SELECT count(*) FROM entry_aux', { pluck: true }).get();
          expect(notes).toBe(head.size);
          fill(ledger, 1);
        }
        ledger.close();
      }
    });
  });

  it('restores all of the write-ahead log where it is gone', () => {
    withFolder((folder) => {
      const { head, files } = crashed(folder, 30);
      put(folder, files, { 'ledger.db-wal': undefined });
      const ledger = mustOpen(ledgerOptions(folder));
      expect(ledger.takeReplayed()).toEqual(Array.from({ length: 30 }, (_none, index) => 20 + index));
      expect(ledger.head()).toEqual(head);
      ledger.close();
    });
  });

  it('says so for any flipped bit of the main file, and changes nothing', () => {
    withFolder((folder) => {
      const ledger = mustOpen(ledgerOptions(folder));
      fill(ledger, 60);
      ledger.close();
      const good = readFileSync(join(folder, 'ledger.db'));
      for (let run = 0; run < 40; run += 1) {
        const changed = flip(good, bitOf(run, 40, good.length));
        writeFileSync(join(folder, 'ledger.db'), changed);
        expect(openLedger(ledgerOptions(folder))).toEqual({ ok: false, error: 'database-damaged' });
        expect(readFileSync(join(folder, 'ledger.db')).equals(changed)).toBe(true);
      }
      writeFileSync(join(folder, 'ledger.db'), good);
      mustOpen(ledgerOptions(folder)).close();
    });
  });

  it('notices any flipped bit of the journal and writes it anew', () => {
    withFolder((folder) => {
      const { head, files } = crashed(folder, 30);
      const journal = files.get('ledger.journal') as Buffer;
      for (let run = 0; run < 60; run += 1) {
        put(folder, files, { 'ledger.journal': flip(journal, bitOf(run, 60, journal.length)) });
        const ledger = mustOpen(ledgerOptions(folder));
        expect(ledger.journalState).toBe('damaged');
        expect(ledger.head()).toEqual(head);
        expect(ledger.takeReplayed()).toEqual([]);
        ledger.close();
        const again = mustOpen(ledgerOptions(folder));
        expect(again.journalState).toBe('sound');
        again.close();
      }
    });
  });

  it('lives with a journal torn anywhere in its last record', () => {
    withFolder((folder) => {
      const { head, files } = crashed(folder, 2);
      const journal = files.get('ledger.journal') as Buffer;
      const lastLength = journal.readUInt32BE(journal.length - 4) + 16;
      for (let cut = 1; cut < lastLength; cut += 37) {
        put(folder, files, { 'ledger.journal': journal.subarray(0, journal.length - cut) });
        const ledger = mustOpen(ledgerOptions(folder));
        expect(ledger.journalState).toBe('torn');
        expect(ledger.head()).toEqual(head);
        fill(ledger, 1);
        ledger.close();
        const again = mustOpen(ledgerOptions(folder));
        expect([again.journalState, again.head().size]).toEqual(['sound', head.size + 1]);
        again.close();
      }
    });
  });

  it.each([[undefined], [Buffer.alloc(0)], [Buffer.from('TALLY')], [Buffer.alloc(5000, 1)]])(
    'writes a journal anew that is lost (%#)',
    (journal) => {
      withFolder((folder) => {
        const { head, files } = crashed(folder, 5);
        put(folder, files, { 'ledger.journal': journal });
        const ledger = mustOpen(ledgerOptions(folder));
        expect(ledger.head()).toEqual(head);
        ledger.close();
        put(folder, files, {
          'ledger.db-wal': undefined,
          'ledger.journal': readFileSync(join(folder, 'ledger.journal')),
        });
        const again = mustOpen(ledgerOptions(folder));
        expect(again.head()).toEqual(head);
        again.close();
      });
    },
  );

  it('does not mix two logs, keys or places', () => {
    withFolder((folder) => {
      const { files } = crashed(folder, 5);
      withFolder((other) => {
        const changed = mustOpen(ledgerOptions(other));
        changed.append({ t: 'control', body: { kind: 'x-report' } }, { cycle: '', package: '', operator: '' });
        fill(changed, 40);
        changed.close();
        put(folder, files);
        copyFileSync(join(other, 'ledger.journal'), join(folder, 'ledger.journal'));
      });
      expect(openLedger(ledgerOptions(folder))).toEqual({ ok: false, error: 'chain-broken' });
      put(folder, files);
      const elsewhere = { origin: 'tallypoint/relief/kassala/d1/2' };
      rmSync(join(folder, 'ledger.journal'));
      expect(openLedger(ledgerOptions(folder, elsewhere))).toEqual({ ok: false, error: 'chain-broken' });
      expect(openLedger(ledgerOptions(folder, { key: new Uint8Array(32) }))).toEqual({ ok: false, error: 'wrong-key' });
      expect(existsSync(join(folder, 'ledger.db'))).toBe(true);
    });
  });
});
