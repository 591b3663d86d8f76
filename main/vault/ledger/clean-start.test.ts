import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLedger, type Ledger } from './ledger.ts';
import { fill, ledgerOptions, mustOpen, withFolder } from './testing.ts';

const RUNS = 48;
/** As for a ledger too large to be checked at every start. */
const later = { checkAtOnceBytes: 0 };
const at = (folder: string, name: string): string => join(folder, name);

/** A ledger that was closed in order, and its file. */
function closed(folder: string): Buffer {
  const ledger = mustOpen(ledgerOptions(folder, later));
  fill(ledger, 60);
  ledger.close();
  return readFileSync(at(folder, 'ledger.db'));
}

function flipped(bytes: Buffer, run: number): Buffer {
  const changed = Buffer.from(bytes);
  const bit = Math.floor(((run + 0.5) * bytes.length * 8) / RUNS);
  changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
  return changed;
}

function checkToEnd(ledger: Ledger): 'sound' | 'damaged' {
  for (;;) {
    const found = ledger.checkFurther(3);
    if (found !== 'more') return found;
  }
}

/** All entries, or undefined where the database says that it cannot be read. */
function served(ledger: Ledger): unknown {
  try {
    return ledger.read(0, 100);
  } catch {
    return undefined;
  }
}

describe('after an orderly close', () => {
  it('a large database is opened at once and checked while it serves', () => {
    withFolder((folder) => {
      closed(folder);
      const ledger = mustOpen(ledgerOptions(folder, later));
      expect(ledger.checkFurther(1)).toBe('more');
      fill(ledger, 20);
      expect(checkToEnd(ledger)).toBe('sound');
      expect(ledger.checkFurther(1)).toBe('sound');
      ledger.close();
    });
  });

  it('any flipped bit is found, and until then nothing wrong is ever read', () => {
    withFolder((folder) => {
      const good = closed(folder);
      const names = ['ledger.db', 'ledger.journal', 'ledger.clean'] as const;
      const files = names.map((name) => readFileSync(at(folder, name)));
      const whole = mustOpen(ledgerOptions(folder, later));
      const entries = served(whole);
      whole.close();
      let opened = 0;
      for (let run = 0; run < RUNS; run += 1) {
        names.forEach((name, index) => writeFileSync(at(folder, name), files[index] as Buffer));
        writeFileSync(at(folder, 'ledger.db'), flipped(good, run));
        const ledger = openLedger(ledgerOptions(folder, later));
        if (!ledger.ok) {
          expect(ledger.error).toBe('database-damaged');
          continue;
        }
        opened += 1;
        expect([entries, undefined]).toContainEqual(served(ledger.value));
        expect(checkToEnd(ledger.value)).toBe('damaged');
        ledger.value.markDamaged();
        ledger.value.close();
        // From now on it is told at once.
        expect(openLedger(ledgerOptions(folder, later))).toEqual({ ok: false, error: 'database-damaged' });
      }
      // Else none of this was tried.
      expect(opened).toBeGreaterThan(0);
    });
  });

  it('a file that was cut short is not opened', () => {
    withFolder((folder) => {
      const good = closed(folder);
      // What is missing at the end of a page is read as zeros, which a single byte of it may have been.
      for (const bytes of [good.length - 4096, good.length - 16, 4096]) {
        writeFileSync(at(folder, 'ledger.db'), good.subarray(0, bytes));
        expect(openLedger(ledgerOptions(folder, later))).toEqual({ ok: false, error: 'database-damaged' });
      }
    });
  });

  it('a small one is checked before it is opened', () => {
    withFolder((folder) => {
      const good = closed(folder);
      const ledger = mustOpen(ledgerOptions(folder));
      expect(ledger.checkFurther(1)).toBe('sound');
      ledger.close();
      for (const run of [3, 20, 40]) {
        writeFileSync(at(folder, 'ledger.db'), flipped(good, run));
        expect(openLedger(ledgerOptions(folder))).toEqual({ ok: false, error: 'database-damaged' });
        expect(existsSync(at(folder, 'ledger.clean'))).toBe(true);
      }
    });
  });
});

describe('after any other stop', () => {
  /** Flips a bit that opening alone does not come across. */
  function damage(folder: string): void {
    const good = readFileSync(at(folder, 'ledger.db'));
    for (let run = 0; ; run += 1) {
      const mark = readFileSync(at(folder, 'ledger.clean'));
      const changed = flipped(good, run);
      writeFileSync(at(folder, 'ledger.db'), changed);
      const ledger = openLedger(ledgerOptions(folder, later));
      if (ledger.ok) ledger.value.close();
      writeFileSync(at(folder, 'ledger.db'), changed);
      writeFileSync(at(folder, 'ledger.clean'), mark);
      if (ledger.ok) return;
    }
  }

  it.each([
    ['the mark is gone', (folder: string) => rmSync(at(folder, 'ledger.clean'))],
    ['a write-ahead log was left', (folder: string) => writeFileSync(at(folder, 'ledger.db-wal'), '')],
    ['the mark is that of another head', (folder: string) => writeFileSync(at(folder, 'ledger.clean'), '0'.repeat(64))],
    ['the mark is damaged', (folder: string) => writeFileSync(at(folder, 'ledger.clean'), 'x'.repeat(5000))],
  ])('everything is checked before anything is served: %s', (_what, stop) => {
    withFolder((folder) => {
      closed(folder);
      damage(folder);
      stop(folder);
      expect(openLedger(ledgerOptions(folder, later))).toEqual({ ok: false, error: 'database-damaged' });
    });
  });

  it('the mark is not there while the ledger is open, nor after it was only opened', () => {
    withFolder((folder) => {
      closed(folder);
      expect(existsSync(at(folder, 'ledger.clean'))).toBe(true);
      const ledger = mustOpen(ledgerOptions(folder, later));
      expect(existsSync(at(folder, 'ledger.clean'))).toBe(false);
      ledger.markDamaged();
      ledger.close();
      expect(existsSync(at(folder, 'ledger.clean'))).toBe(false);
    });
  });
});
