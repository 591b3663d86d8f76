import { describe, expect, it } from 'vitest';
import { merkleRoot } from '../../../shared/wire/tree.ts';
import { parseCheckpoint, parseNote, verifyNote } from '../../../shared/wire/note.ts';
import { verify } from '../crypto/ed25519.ts';
import type { Projectors } from './ledger.types.ts';
import { context, fill, ledgerOptions, mustOpen, steppedClock, withFolder } from './testing.ts';
import { verifyToEnd } from './verify.ts';

describe('ledger', () => {
  it('appends, reopens and goes on with the same chain', () => {
    withFolder((folder) => {
      const ledger = mustOpen(ledgerOptions(folder));
      fill(ledger, 300);
      const head = ledger.head();
      ledger.close();
      const again = mustOpen(ledgerOptions(folder));
      expect(again.head()).toEqual(head);
      expect(again.takeReplayed()).toEqual([]);
      expect(again.journalState).toBe('sound');
      fill(again, 3);
      expect(verifyToEnd(again.verifier())).toEqual({ checked: 303, size: 303, done: true });
      expect(again.head().root).toEqual(merkleRoot(again.read(0, 400).map((appended) => appended.leaf)));
      expect(again.read(302, 10)[0]?.entry).toMatchObject({ t: 'print', seq: 302, cyc: '2026-03', op: 'U-17', of: 2 });
      const note = parseNote(again.checkpointAt(again.head().size));
      if (!note.ok) throw new Error(note.error);
      const { origin, signer } = ledgerOptions(folder);
      expect(verifyNote(note.value, { name: origin, publicKey: signer.publicKey }, verify)).toBe(true);
      expect(parseCheckpoint(note.value.text)).toEqual({
        ok: true,
        value: { origin, size: 303, root: again.head().root },
      });
      again.close();
    });
  });

  it('refuses what a projector refuses, names the rule and keeps nothing', () => {
    withFolder((folder) => {
      const projectors: Projectors = {
        reprint(db, { entry }) {
          db.exec('CREATE TABLE IF NOT EXISTS copy (of_seq INTEGER, copy INTEGER, UNIQUE (of_seq, copy)) STRICT');
          db.prepare('INSERT INTO copy VALUES (?, ?)').run([entry.of, entry.copy]);
        },
      };
      const ledger = mustOpen(ledgerOptions(folder, { projectors }));
      expect(ledger.append({ t: 'reprint', body: { of: 0, copy: 1 } }, context).ok).toBe(true);
      const head = ledger.head();
      expect(ledger.append({ t: 'reprint', body: { of: 0, copy: 1 } }, context)).toEqual({
        ok: false,
        error: { code: 'refused', constraint: 'copy.of_seq, copy.copy' },
      });
      expect(ledger.head()).toEqual(head);
      expect(ledger.append({ t: 'reprint', body: { of: 0, copy: 2 } }, context).ok).toBe(true);
      ledger.close();
      const again = mustOpen(ledgerOptions(folder, { projectors }));
      expect(again.head().size).toBe(2);
      again.close();
    });
  });

  it('takes everything back when a projector breaks', () => {
    withFolder((folder) => {
      const projectors: Projectors = {
        control() {
          throw new Error('broken projector');
        },
      };
      const ledger = mustOpen(ledgerOptions(folder, { projectors }));
      fill(ledger, 1);
      expect(() => ledger.append({ t: 'control', body: { kind: 'x-report' } }, context)).toThrow('broken projector');
      fill(ledger, 1);
      expect(verifyToEnd(ledger.verifier())).toMatchObject({ checked: 2, done: true });
      ledger.close();
    });
  });

  it('never goes back in time, and says when the clock was set', () => {
    withFolder((folder) => {
      const clock = steppedClock();
      const ledger = mustOpen(ledgerOptions(folder, { clock }));
      fill(ledger, 1);
      expect(ledger.lookAtClock()).toBeUndefined();
      clock.wallMs -= 86_400_000;
      expect(ledger.lookAtClock()).toMatchObject({ t: 'clock', body: { kind: 'backwards', deltaMs: -86_400_000 } });
      expect(ledger.lookAtClock()).toBeUndefined();
      fill(ledger, 1);
      const [first, second] = ledger.read(0, 2).map(({ entry }) => entry);
      expect(second?.at).toBe(first?.at);
      expect(second?.tq).toBe('n');
      ledger.close();
      clock.monoMs = 0;
      const again = mustOpen(ledgerOptions(folder, { clock: { ...clock, boot: 'another' } }));
      expect(again.lookAtClock()).toMatchObject({ body: { kind: 'backwards' } });
      again.close();
    });
  });
});
