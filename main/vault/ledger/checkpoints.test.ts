import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/wire/bytes.ts';
import { parseCheckpoint, parseNote, verifyNote, type Checkpoint } from '../../../shared/wire/note.ts';
import { verifyConsistency } from '../../../shared/wire/proof.ts';
import { verify } from '../crypto/ed25519.ts';
import { nodeDisk, type Disk } from '../store/disk.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { context, fill, ledgerOptions, mustOpen, steppedClock, withFolder } from './testing.ts';

const QUARTER_MS = 15 * 60_000;

/** What a note says, believed only where the station's key signed it. */
function believed(text: string): Checkpoint {
  const { origin, signer } = ledgerOptions('');
  const note = parseNote(text);
  if (!note.ok || !verifyNote(note.value, { name: origin, publicKey: signer.publicKey }, verify))
    throw new Error('Not signed by the station');
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok || checkpoint.value.origin !== origin) throw new Error('Another log');
  return checkpoint.value;
}

function signedSizes(ledger: Ledger): number[] {
  return ledger.database().prepare('SELECT size FROM checkpoint ORDER BY size', { pluck: true }).all() as number[];
}

const fileOf = (folder: string, name = 'ledger.checkpoint'): string => join(folder, name);

describe('checkpoints', () => {
  it('are signed every hundred entries, when a day closes, after a quarter of an hour, and when asked for', () => {
    withFolder((folder) => {
      const clock = steppedClock();
      const ledger = mustOpen(ledgerOptions(folder, { clock }));
      ledger.checkpointIfDue();
      fill(ledger, 130);
      expect(signedSizes(ledger)).toEqual([100]);
      ledger.checkpointIfDue();
      expect(signedSizes(ledger)).toEqual([100]);
      clock.wallMs += QUARTER_MS;
      ledger.checkpointIfDue();
      ledger.checkpointIfDue();
      expect(signedSizes(ledger)).toEqual([100, 130]);
      const body = { day: '2026-03-04', accounts: [], served: 0, part: 0, notServed: 0, reversed: 0, grand: [] };
      ledger.append({ t: 'day_close', body }, context);
      expect(signedSizes(ledger)).toEqual([100, 130, 131]);
      fill(ledger, 9);
      // A clock that was set back does not keep the next one away.
      clock.wallMs -= 10 * QUARTER_MS;
      ledger.checkpointIfDue();
      ledger.checkpointAt(17);
      expect(signedSizes(ledger)).toEqual([17, 100, 130, 131, 140]);
      expect(believed(readFileSync(fileOf(folder), 'utf8')).size).toBe(140);
      ledger.close();
    });
  });

  it('never contradict each other, and stay as they were signed', () => {
    withFolder((folder) => {
      const ledger = mustOpen(ledgerOptions(folder));
      fill(ledger, 120);
      const notes = [1, 64, 100, 119, 120].map((size) => ledger.checkpointAt(size));
      fill(ledger, 30);
      const heads = [...notes, ledger.checkpointAt(150)].map(believed);
      for (const from of heads)
        for (const to of heads.filter(({ size }) => size >= from.size)) {
          const proof = ledger.consistency(from.size, to.size);
          const claim = { fromSize: from.size, fromRoot: from.root, toSize: to.size, toRoot: to.root, proof };
          expect(verifyConsistency(claim)).toBe(true);
        }
      ledger.close();
      const again = mustOpen(ledgerOptions(folder));
      expect([1, 64, 100, 119, 120].map((size) => again.checkpointAt(size))).toEqual(notes);
      expect(() => again.checkpointAt(151)).toThrow(RangeError);
      expect(() => again.database().exec(`UPDATE checkpoint SET note = ''`)).toThrow();
      expect(() => again.database().exec('DELETE FROM checkpoint')).toThrow();
      again.close();
    });
  });

  it('are not signed over a stored tree that is not that of the entries', () => {
    withFolder((folder) => {
      const ledger = mustOpen(ledgerOptions(folder));
      fill(ledger, 40);
      ledger.database().exec('UPDATE tree_node SET hash = zeroblob(32) WHERE position = 6');
      expect(() => ledger.checkpointAt(8)).toThrow('The stored tree is wrong');
      expect(believed(ledger.checkpointAt(40)).size).toBe(40);
      ledger.close();
    });
  });

  it('wait where the disk cannot keep them, and the entry stands', () => {
    withFolder((folder) => {
      let full = true;
      const disk: Disk = {
        ...nodeDisk,
        rename(from, to) {
          if (full && to.endsWith('.checkpoint')) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
          nodeDisk.rename(from, to);
        },
      };
      const clock = steppedClock();
      const ledger = mustOpen(ledgerOptions(folder, { disk, clock }));
      fill(ledger, 101);
      expect(signedSizes(ledger)).toEqual([]);
      expect(() => ledger.checkpointAt(101)).toThrow('full');
      full = false;
      ledger.checkpointIfDue();
      expect(signedSizes(ledger)).toEqual([101]);
      ledger.close();
    });
  });
});

/** A ledger of 250 entries and what its database and journal were at 150 and at 250. */
function aged(folder: string): Readonly<{ old: Buffer; journal: Buffer }> {
  const ledger = mustOpen(ledgerOptions(folder));
  fill(ledger, 150);
  ledger.database().pragma('wal_checkpoint(TRUNCATE)');
  const old = readFileSync(fileOf(folder, 'ledger.db'));
  fill(ledger, 100);
  ledger.close();
  return { old, journal: readFileSync(fileOf(folder, 'ledger.journal')) };
}

describe('a log that was signed', () => {
  it('is not opened where files bring back fewer entries, and nothing of them is touched', () => {
    withFolder((folder) => {
      const { old, journal } = aged(folder);
      const paths = ['ledger.db', 'ledger.journal', 'ledger.checkpoint'].map((name) => fileOf(folder, name));
      writeFileSync(fileOf(folder, 'ledger.db'), old);
      for (const left of [journal.subarray(0, 20_000), Buffer.alloc(0)]) {
        writeFileSync(fileOf(folder, 'ledger.journal'), left);
        const before = paths.map((path) => toHex(readFileSync(path)));
        expect(openLedger(ledgerOptions(folder))).toEqual({ ok: false, error: 'log-shortened' });
        expect(paths.map((path) => toHex(readFileSync(path)))).toEqual(before);
      }
      rmSync(fileOf(folder, 'ledger.journal'));
      expect(openLedger(ledgerOptions(folder))).toEqual({ ok: false, error: 'log-shortened' });
      expect(existsSync(fileOf(folder, 'ledger.journal'))).toBe(false);
      // With the journal nothing is missing after all.
      writeFileSync(fileOf(folder, 'ledger.journal'), journal);
      const ledger = mustOpen(ledgerOptions(folder));
      expect(ledger.head().size).toBe(250);
      ledger.close();
    });
  });

  it('is not opened where its entries are not those that were signed', () => {
    withFolder((folder) => {
      aged(folder);
      withFolder((other) => {
        const changed = mustOpen(ledgerOptions(other));
        changed.append({ t: 'control', body: { kind: 'x-report' } }, context);
        fill(changed, 110);
        changed.close();
        copyFileSync(fileOf(other), fileOf(folder));
      });
      expect(openLedger(ledgerOptions(folder))).toEqual({ ok: false, error: 'chain-broken' });
    });
  });

  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is no text', Buffer.alloc(300, 0xff)],
    ['is too large', 'x'.repeat(10_000)],
  ])('is opened where only the file that says so %s', (_what, content) => {
    withFolder((folder) => {
      const { old } = aged(folder);
      if (content === undefined) rmSync(fileOf(folder));
      else writeFileSync(fileOf(folder), content);
      const ledger = mustOpen(ledgerOptions(folder));
      expect(ledger.head().size).toBe(250);
      fill(ledger, 50);
      expect(believed(readFileSync(fileOf(folder), 'utf8')).size).toBe(300);
      ledger.close();
      rmSync(fileOf(folder, 'ledger.journal'));
      writeFileSync(fileOf(folder, 'ledger.db'), old);
      expect(openLedger(ledgerOptions(folder))).toEqual({ ok: false, error: 'log-shortened' });
    });
  });

  it('does not believe a file that was changed', () => {
    withFolder((folder) => {
      aged(folder);
      const note = readFileSync(fileOf(folder), 'utf8');
      writeFileSync(fileOf(folder), note.replace('\n200\n', '\n900\n'));
      const ledger = mustOpen(ledgerOptions(folder));
      expect(ledger.head().size).toBe(250);
      ledger.close();
    });
  });
});
