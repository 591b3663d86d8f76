import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { consistencyProof, inclusionProof } from '../../../shared/wire/proof.ts';
import { rootAt, subtreesOf } from '../../../shared/wire/subtrees.ts';
import { openDatabase } from '../store/open-database.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { fill, ledgerOptions, mustOpen, withFolder } from './testing.ts';

const SIZE = 150;

/** Every proof and root that the ledger gives is the one worked out from its entries. */
function expectWholeTree(ledger: Ledger): void {
  const { size, root } = ledger.head();
  const subtrees = subtreesOf(ledger.read(0, size).map(({ leaf }) => leaf));
  expect(rootAt(subtrees, size)).toEqual(root);
  for (let seq = 0; seq < size; seq += 1) {
    expect(ledger.proof(seq)).toEqual(inclusionProof(subtrees, seq, size));
    expect(ledger.consistency(seq, size)).toEqual(consistencyProof(subtrees, seq, size));
    expect(ledger.rootAt(seq)).toEqual(rootAt(subtrees, seq));
  }
}

/** Changes the database of a closed ledger around all rules. */
function change(folder: string, sql: string): void {
  const { key, migrations } = ledgerOptions(folder);
  const opened = openDatabase({ path: join(folder, 'ledger.db'), key, migrations, now: () => 0 });
  if (!opened.ok) throw new Error(opened.error);
  opened.value.exec(sql);
  opened.value.close();
}

describe('the stored tree', () => {
  it('grows with the entries and proves each of them, at every size', () => {
    withFolder((folder) => {
      const ledger = mustOpen(ledgerOptions(folder));
      expect(ledger.rootAt(0)).toEqual(ledger.head().root);
      fill(ledger, SIZE);
      expectWholeTree(ledger);
      expect(ledger.proof(3, 5)).toHaveLength(3);
      expect(() => ledger.proof(SIZE)).toThrow(RangeError);
      expect(() => ledger.proof(3, SIZE + 1)).toThrow(RangeError);
      expect(() => ledger.consistency(3, SIZE + 1)).toThrow(RangeError);
      ledger.close();
      const again = mustOpen(ledgerOptions(folder));
      fill(again, 5);
      expectWholeTree(again);
      again.close();
    });
  });

  it.each([
    ['a ledger from before it was stored', 'DELETE FROM tree_node'],
    ['one that lacks a piece', 'DELETE FROM tree_node WHERE position >= 100'],
    ['one that is wrong', 'UPDATE tree_node SET hash = zeroblob(32) WHERE position = 126'],
  ])('is worked out anew for %s', (_what, sql) => {
    withFolder((folder) => {
      const ledger = mustOpen(ledgerOptions(folder));
      fill(ledger, SIZE);
      ledger.close();
      change(folder, sql);
      const again = mustOpen(ledgerOptions(folder));
      expect(again.head().size).toBe(SIZE);
      expectWholeTree(again);
      again.close();
    });
  });

  it('cannot be worked out where an entry is missing, and the ledger is not opened', () => {
    withFolder((folder) => {
      const ledger = mustOpen(ledgerOptions(folder));
      fill(ledger, SIZE);
      ledger.close();
      change(
        folder,
        'DROP TRIGGER entry_no_delete; DELETE FROM entry_aux WHERE seq = 7; DELETE FROM entry WHERE seq = 7;',
      );
      change(folder, 'DELETE FROM tree_node');
      expect(openLedger(ledgerOptions(folder))).toEqual({ ok: false, error: 'chain-broken' });
    });
  });

  it('comes back with entries that only the journal holds', () => {
    withFolder((folder) => {
      const ledger = mustOpen(ledgerOptions(folder));
      fill(ledger, 61);
      ledger.database().pragma('wal_checkpoint(TRUNCATE)');
      const [database, journal] = ['ledger.db', 'ledger.journal'].map((name) => join(folder, name)) as [string, string];
      const before = readFileSync(database);
      fill(ledger, 80);
      const after = readFileSync(journal);
      ledger.close();
      for (const name of ['ledger.db-wal', 'ledger.db-shm']) rmSync(join(folder, name), { force: true });
      writeFileSync(database, before);
      writeFileSync(journal, after);
      const again = mustOpen(ledgerOptions(folder));
      expect(again.takeReplayed()).toHaveLength(80);
      expectWholeTree(again);
      again.close();
    });
  });
});
