import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openKeyslots } from '../../../main/vault/crypto/keyslots.ts';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { nodeDisk } from '../../../main/vault/store/disk.ts';
import { readSecrets } from '../../../main/vault/setup/station-file.ts';
import type { SummaryData } from '../../../shared/ipc/paper-views.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import { approval, coSignature, takeDesk, whole } from '../../rehearsal/acts.fixture.ts';
import { entitlement, household, policy } from '../../rehearsal/roll.fixture.ts';
import {
  counted,
  DEVICE_SECRET,
  must,
  openedDay,
  SECRET,
  type Rehearsal,
  type Station,
} from '../../rehearsal/station.fixture.ts';

/** Two days at a real station, with everything in them that an auditor has to understand. */
export type RehearsedDay = Readonly<{
  /** The export as the station wrote it. */
  text: string;
  /** The station's own key, which a thief who took the computer apart would have. */
  station: Signer;
  /** The programme's. */
  issuer: Signer;
  /** The last certificate, as file and in the register. */
  certificate: string;
  stations: string;
  programme: string;
  /** A receipt's code, and the entry it stands for. */
  receipt: Readonly<{ qr: string; seq: number }>;
  /** Summaries of both days as the station itself drew them up. */
  summaries: readonly SummaryData[];
  nowMs: number;
}>;

const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
const ROLL = {
  households: numbers.map((n) => household(n)),
  entitlements: numbers.map((n) =>
    n === 7
      ? entitlement(7, { lines: [{ kind: 'cash', line: 'cash', currency: 'SDG', amountMinor: 150_000 }] })
      : entitlement(n),
  ),
  policy: { ...policy, lookupsPerHour: 20 },
};

/** Runs the two days. Takes some seconds: the secrets are stretched as in the field. */
export async function rehearseDays(): Promise<RehearsedDay> {
  const rehearsal = await openedDay(ROLL);
  try {
    const { client } = rehearsal.station;
    const receipt = await firstDay(rehearsal, client);
    await secondDay(rehearsal, client);
    const path = join(rehearsal.folder, 'ledger.ndjson');
    must(await client.host.exportLedger({ path }));
    const { signer: issuer, programme } = rehearsal;
    return {
      text: readFileSync(path, 'utf8'),
      station: await stationSigner(rehearsal.vaultFolder),
      issuer,
      certificate: readFileSync(join(rehearsal.folder, 'desk-1.station'), 'utf8'),
      stations: JSON.stringify(rehearsal.stations(), null, 2),
      programme: JSON.stringify({ v: 1, ...programme }, null, 2),
      receipt,
      summaries: await summaries(client),
      nowMs: rehearsal.clock.wallMs + 60_000,
    };
  } finally {
    rehearsal.close();
  }
}

type Client = Station['client'];

async function firstDay(rehearsal: Rehearsal, client: Client): Promise<RehearsedDay['receipt']> {
  const scan = async (number: number) => {
    pass(rehearsal, 40);
    return must(await client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
  };
  must(await client.desk.give(whole(await scan(1))));
  const sheet = must(await client.host.nextPrint());
  if (sheet === null) throw new Error('No receipt was ordered');
  must(await client.host.printStarted({ job: sheet.job }));
  must(await client.host.printOutcome({ job: sheet.job, state: 'confirmed' }));
  const part = { ...whole(await scan(2), 2), lines: [{ entitlement: 'E-2', line: 'oil', quantity: 1 }] };
  must(await client.desk.give(part));
  must(await client.desk.give({ ...whole(await scan(3), 3), collector: { kind: 'proxy', id: 'HH-20-3-p' } }));
  pass(rehearsal, 60);
  must(await client.desk.find({ name: 'Awa Diallo 4', birthYear: '1980' }));
  must(await client.desk.give(whole(must(await client.desk.openFound({ household: 'HH-20-4' })), 4)));
  const turnedAway = await scan(5);
  must(await client.desk.notServed({ token: turnedAway.token, reason: 'documents-missing' }));
  const wrong = must(await client.desk.give(whole(await scan(6), 6)));
  must(await client.supervisor.reverse({ seq: wrong.seq, reason: 'wrong-person', approval }));
  must(await client.desk.give({ ...whole(await scan(7), 7), approval }));
  must(await client.receipts.reprint({ seq: sheet.paper.seq }));
  await takeDesk(client, 'OMAR');
  pass(rehearsal, 300);
  must(await client.day.receive({ waybill: 'W-1', cash: [], stock: [{ item: 'OIL-1L', quantity: 20 }] }));
  must(await client.day.count(counted(50, 100)));
  must(await client.day.close({ approval: coSignature }));
  return { qr: sheet.paper.qr, seq: sheet.paper.seq };
}

async function secondDay(rehearsal: Rehearsal, client: Client): Promise<void> {
  pass(rehearsal, 20 * 3600);
  await takeDesk(client, 'OMAR');
  must(await client.day.open(counted(50, 100)));
  await takeDesk(client, 'AMINA');
  pass(rehearsal, 40);
  const rest = must(await client.desk.scan({ text: rehearsal.card({ number: 2 }), via: 'wedge' }));
  must(await client.desk.give(whole(rest, 2)));
  const { handovers } = must(await client.receipts.recent({}));
  const first = handovers.find((one) => one.household === 'HH-20-3');
  must(await client.supervisor.reverse({ seq: first?.seq ?? 0, reason: 'goods-returned', approval }));
  await takeDesk(client, 'OMAR');
  pass(rehearsal, 300);
  must(
    await client.day.count({
      cash: [{ currency: 'SDG', valueMinor: 100, count: 5000 }],
      stock: [{ item: 'OIL-1L', quantity: 101 }],
    }),
  );
  must(await client.day.close({}));
}

function pass({ clock }: Rehearsal, seconds: number): void {
  clock.wallMs += seconds * 1000;
  clock.monotonicMs += seconds * 1000;
}

async function summaries(client: Client): Promise<SummaryData[]> {
  const { days } = must(await client.day.closed());
  const all: SummaryData[] = [];
  for (const { day } of days) all.push(must(await client.host.summaryData({ day })));
  return all;
}

async function stationSigner(vaultFolder: string): Promise<Signer> {
  const slots = openKeyslots({
    path: join(vaultFolder, 'keyslots.json'),
    disk: nodeDisk,
    random: (bytes) => new Uint8Array(bytes),
    now: () => 0,
    deviceSecret: Buffer.from(DEVICE_SECRET, 'hex'),
  });
  const opened = slots.ok ? await slots.value.unlock('AMINA', SECRET.AMINA) : slots;
  const secrets = opened.ok
    ? readSecrets(nodeDisk, join(vaultFolder, 'station.sealed'), opened.value.stationKey)
    : undefined;
  if (secrets === undefined) throw new Error('The station cannot be opened');
  return signerOf(Buffer.from(secrets.signSeed, 'hex'));
}
