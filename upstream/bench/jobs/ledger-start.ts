import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import type { HandoverAux } from '../../../main/vault/handovers/handovers.projector.ts';
import { openLedger, type Ledger, type LedgerOptions } from '../../../main/vault/ledger/ledger.ts';
import type { Aux, Draft, EntryContext } from '../../../main/vault/ledger/ledger.types.ts';
import { projectors } from '../../../main/vault/projections.ts';
import { nodeDisk } from '../../../main/vault/store/disk.ts';
import { ledgerMigrations } from '../../../main/vault/store/migrations.ts';
import { openDatabase } from '../../../main/vault/store/open-database.ts';
import { timedNow } from '../statistics.ts';
import { must, realPorts } from '../station.ts';

export type LedgerStartInput = Readonly<{ folder: string; handovers: number }>;
export type LedgerStarts = Readonly<{
  /** After an orderly close, and after a crash that left the newest entries in the write-ahead log. */
  clean: readonly number[];
  unclean: readonly number[];
  /** The same database opened and its newest row read, with nothing checked. */
  bare: readonly number[];
}>;

const ROUNDS = 5;
const DAY = '2026-03-04';
const context: EntryContext = { cycle: 'bench', package: 'ab'.repeat(32), operator: 'AMINA' };
/** Hand-overs that a crash leaves in the write-ahead log: fewer than make SQLite fold it in. */
const IN_LOG = 50;

/** How long a ledger of that many hand-overs, with a printer's answer to each, takes to open. */
export function ledgerStart({ folder, handovers }: LedgerStartInput): LedgerStarts {
  const [clean, crashed, copy] = ['clean', 'crashed', 'copy'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(clean, { recursive: true });
  fillQuickly(clean, handovers);
  cpSync(clean, crashed, { recursive: true });
  const serving = must(openLedger(optionsIn(crashed)));
  for (let number = handovers; number < handovers + IN_LOG; number += 1) serve(serving, number);

  const times = { clean: [] as number[], unclean: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    timedNow(times.bare, () => openBare(clean));
    timedNow(times.clean, () => must(openLedger(optionsIn(clean)))).close();
    rmSync(copy, { recursive: true, force: true });
    cpSync(crashed, copy, { recursive: true, filter: (path) => !path.endsWith('-shm') });
    timedNow(times.unclean, () => must(openLedger(optionsIn(copy)))).close();
  }
  serving.close();
  return times;
}

function optionsIn(directory: string): LedgerOptions {
  return {
    directory,
    key: new Uint8Array(32).fill(3),
    journalKey: new Uint8Array(32).fill(4),
    signer: signerOf(new Uint8Array(32).fill(1)),
    origin: 'tallypoint/bench/bench/desk-1/1',
    clock: realPorts().clock,
    checkAtOnceBytes: realPorts().checkAtOnceBytes,
    projectors,
    migrations: ledgerMigrations,
  };
}

function openBare(directory: string): void {
  const { key, migrations } = optionsIn(directory);
  const db = must(openDatabase({ path: join(directory, 'ledger.db'), key, migrations, now: Date.now }));
  db.prepare('SELECT body FROM entry ORDER BY seq DESC LIMIT 1').get();
  db.close();
}

/** Nothing of it has to outlive a power cut, so nothing waits for the disk. */
function fillQuickly(directory: string, handovers: number): void {
  const ledger = must(openLedger({ ...optionsIn(directory), disk: { ...nodeDisk, syncData: () => undefined } }));
  const plenty = 1_000_000_000_000;
  put(ledger, {
    t: 'open',
    body: { day: DAY, cash: [['cash:SDG', plenty]], stock: [['OIL-1L', plenty]], denominations: [] },
  });
  ledger.database().exec('PRAGMA synchronous = OFF');
  for (let number = 0; number < handovers; number += 1) serve(ledger, number);
  ledger.close();
}

function serve(ledger: Ledger, number: number): void {
  const of = ledger.head().size;
  const name = `H${number}`.padStart(16, 'A');
  put(ledger, {
    t: 'handover',
    body: {
      day: DAY,
      hid: `T${number}`.padStart(22, 'T'),
      ben: name,
      via: 'card',
      collector: 'member',
      who: name,
      lines: [
        [name, 'cash', 'cash:SDG', 5000],
        [name, 'oil', 'OIL-1L', 2],
      ],
      acts: [[name, 0, 1]],
      part: false,
    },
    aux: auxOf(number, name),
  });
  put(ledger, { t: 'print', body: { of, state: 'confirmed' } });
}

function auxOf(number: number, entitlement: string): Aux {
  const line = { unit: 'bottle', icon: 'oil', remaining: 0 };
  const aux: HandoverAux = {
    household: `HH-20-${number}`,
    name: `Awa Diallo ${number}`,
    due: [
      [entitlement, 'cash', 5000],
      [entitlement, 'oil', 2],
    ],
    receipt: {
      programmeName: 'Benchmark',
      siteName: 'Benchmark',
      desk: 'desk-1',
      deskName: 'Desk 1',
      cycleName: 'Benchmark',
      operator: 'AMINA',
      household: `HH-20-${number}`,
      name: `Awa Diallo ${number}`,
      nameLatin: '',
      collector: null,
      part: false,
      lines: [
        { ...line, account: 'cash:SDG', name: {}, quantity: 5000 },
        { ...line, account: 'OIL-1L', name: { en: 'Oil', fr: 'Huile' }, quantity: 2 },
      ],
    },
  };
  return aux;
}

function put(ledger: Ledger, draft: Draft): void {
  must(ledger.append(draft, context));
}
