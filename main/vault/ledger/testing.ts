import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signerOf } from '../crypto/ed25519.ts';
import { ledgerMigrations } from '../store/migrations.ts';
import type { Clock } from './clock.ts';
import { openLedger, type Ledger, type LedgerOptions } from './ledger.ts';
import type { EntryContext } from './ledger.types.ts';

export const context: EntryContext = { cycle: '2026-03', package: '', operator: 'U-17' };

/** A clock that a test moves by hand; each reading passes one second. */
export function steppedClock(): Clock & { wallMs: number; monoMs: number } {
  const clock = {
    wallMs: Date.UTC(2026, 2, 4, 9),
    monoMs: 1000,
    boot: 'b7c1d2',
    nowMs: () => (clock.wallMs += 1000),
    monotonicMs: () => (clock.monoMs += 1000),
    quality: () => 's' as const,
  };
  return clock;
}

/** A folder that disappears after `work`, also where that takes its time. */
export function withFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-'));
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const result = work(folder);
    if (result instanceof Promise) return result.finally(clear) as T;
    clear();
    return result;
  } catch (thrown) {
    clear();
    throw thrown;
  }
}

export function ledgerOptions(directory: string, changes: Partial<LedgerOptions> = {}): LedgerOptions {
  return {
    directory,
    key: new Uint8Array(32).fill(3),
    journalKey: new Uint8Array(32).fill(4),
    signer: signerOf(new Uint8Array(32).fill(1)),
    origin: 'tallypoint/relief/kassala/d1/1',
    clock: steppedClock(),
    projectors: {},
    migrations: ledgerMigrations,
    checkAtOnceBytes: 1_000_000_000,
    ...changes,
  };
}

/** Opens, or throws the declared failure's code. */
export function mustOpen(options: LedgerOptions): Ledger {
  const opened = openLedger(options);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

/** Appends `count` plain entries. */
export function fill(ledger: Ledger, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const appended = ledger.append(
      { t: 'print', body: { of: index, state: 'sent' }, aux: { note: `copy ${index}` } },
      context,
    );
    if (!appended.ok) throw new Error(appended.error.code);
  }
}
