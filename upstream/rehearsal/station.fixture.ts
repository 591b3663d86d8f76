import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import { createVault, type Renderers, type Vault } from '../../main/vault/vault.ts';
import type { VaultPorts } from '../../main/vault/session/ports.ts';
import { nodeDisk } from '../../main/vault/store/disk.ts';
import { openDatabase } from '../../main/vault/store/open-database.ts';
import { createClient } from '../../shared/ipc/client.ts';
import { vaultContract, type VaultContract } from '../../shared/ipc/host-contract.ts';
import type { Client } from '../../shared/ipc/kinds.ts';
import type { VaultView } from '../../shared/ipc/views.ts';
import { issueCard, type CardClaims } from '../../shared/wire/card.ts';
import { toHex, utf8Bytes } from '../../shared/wire/bytes.ts';
import type { StationCertificate } from '../../shared/wire/documents.ts';
import { keyId } from '../../shared/wire/ed25519.ts';
import { deriveOperators, type OperatorInput } from '../issuer/issue/operators.ts';
import { issuePackage, type IssueOptions } from '../issuer/issue/issue-package.ts';
import { enrolStation, type EnrolOptions } from '../issuer/keys/enrol.ts';
import { asData } from './files.fixture.ts';
import { policy, stock, trustOf, type RollContent } from './roll.fixture.ts';

/** A whole station rehearsed against its real issuer: real files, real keys, a clock that the test moves. */
export const NOW_MS = Date.UTC(2026, 10, 24, 8);
export const DAY_MS = 24 * 3_600_000;
export const SECRET = {
  SETUP: 'maple river lantern copper',
  AMINA: 'window harvest singing goat',
  OMAR: 'thunder basket yellow road',
  RANIA: 'pepper mountain silver door',
} as const;
export const DEVICE_SECRET = 'ab'.repeat(32);

export const operators: readonly OperatorInput[] = [
  { id: 'AMINA', name: 'Amina Yusuf', role: 'clerk', secretKind: 'passphrase', secret: SECRET.AMINA },
  { id: 'OMAR', name: 'Omar Idris', role: 'supervisor', secretKind: 'passphrase', secret: SECRET.OMAR },
  { id: 'RANIA', name: 'Rania Adam', role: 'supervisor', secretKind: 'passphrase', secret: SECRET.RANIA },
];

export type Station = Readonly<{ vault: Vault; client: Client<VaultContract>; views: VaultView[] }>;
export type Rehearsal = Awaited<ReturnType<typeof rehearse>>;

/** A programme, a folder and a station in it that is not yet enrolled. */
export async function rehearse(people = operators, place = { site: 'kassala', siteName: 'Kassala' }) {
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-rehearsal-'));
  const profile = join(folder, 'profile');
  const signer = signerOf(new Uint8Array(randomBytes(32)));
  const issuingKey = { kid: keyId(signer.publicKey), publicKey: toHex(signer.publicKey) };
  const recovery = await generateX25519Identity();
  const recoveryRecipients = [await identityToRecipient(recovery)];
  const made = await deriveOperators(
    people,
    [],
    (bytes) => new Uint8Array(randomBytes(bytes)),
    (random) => ({
      algorithm: 'argon2id',
      memoryKiB: 19_456,
      iterations: 2,
      parallelism: 1,
      salt: toHex(random(16)),
    }),
  );
  const clock = { wallMs: NOW_MS, monotonicMs: 100_000 };
  let certificate: StationCertificate | undefined;
  let stations: EnrolOptions['stations'] = [];
  let number = 0;
  let previous: string | null = null;

  const ports = (views: VaultView[], more: Partial<VaultPorts>): VaultPorts => ({
    disk: nodeDisk,
    openDatabase,
    freeBytes: () => Number.MAX_SAFE_INTEGER,
    makeFolder: (path) => void mkdirSync(path, { recursive: true }),
    clock: { nowMs: () => clock.wallMs, monotonicMs: () => clock.monotonicMs, boot: 'b7c1d2', quality: () => 'n' },
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    checkAtOnceBytes: 1_000_000_000,
    changed: (view) => void views.push(view),
    report: (what, cause) => {
      throw new Error(`${what} failed`, { cause });
    },
    ...more,
  });

  /** A vault object over the same profile, as after a restart. */
  async function start(
    more: Partial<VaultPorts> = {},
    deviceSecret: string | null = DEVICE_SECRET,
    render: Renderers['summary'] = asData,
  ): Promise<Station> {
    const views: VaultView[] = [];
    const vault = createVault(ports(views, more), { summary: render, claim: asData });
    const client = createClient(vaultContract, { call: vault.call, listen: () => () => undefined });
    const opened = await client.host.open({ profile, deviceSecret, appVersion: '0.1.0' });
    if (!opened.ok) throw new Error(opened.error.code);
    return { vault, client, views };
  }

  const programme = { programme: 'relief', programmeName: 'Relief', issuingKey, recoveryRecipients };

  /** The issuer's answer to the station's request, as a file. */
  async function certify({ client }: Pick<Station, 'client'>, more: Partial<EnrolOptions> = {}): Promise<string> {
    const request = must(await client.setup.enrolmentRequest());
    const enrolled = enrolStation({
      request: utf8Bytes(request.text),
      ...place,
      desk: 'desk-1',
      deskName: 'Desk 1',
      validFromMs: NOW_MS - DAY_MS,
      validUntilMs: NOW_MS + 365 * DAY_MS,
      nowMs: NOW_MS,
      // Of the programme's public file only this is read.
      programme: programme as never,
      stations,
      signer,
      ...more,
    });
    ({ stations } = enrolled);
    certificate ??= enrolled.certificate;
    const path = join(folder, 'desk-1.station');
    writeFileSync(path, enrolled.file);
    return path;
  }

  async function enrol(station: Station): Promise<void> {
    const { client } = station;
    must(await client.setup.createStation({ passphrase: SECRET.SETUP }));
    const path = await certify(station);
    must(await client.host.readCertificate({ path }));
    must(await client.setup.acceptCertificate());
  }

  async function issue(roll: RollContent, more: Partial<IssueOptions> = {}): Promise<string> {
    if (certificate === undefined) throw new Error('Enrol the station first');
    number += 1;
    const path = join(folder, `${number}.cycle`);
    const written = await issuePackage({
      path,
      source: {
        households: () => roll.households,
        entitlements: () => roll.entitlements,
        stock,
        operators: made.operators,
        policy: roll.policy ?? policy,
        trust: {
          asOfMs: NOW_MS,
          cardKeys: [{ ...issuingKey, validFromMs: 0, validUntilMs: NOW_MS * 2 }],
          revokedCards: [...(roll.revokedCards ?? [])],
          ...trustOf(roll),
        },
        photos: () => [],
      },
      programme: 'relief',
      programmeName: 'Relief',
      recoveryRecipients,
      signer,
      stations: [certificate],
      cycle: '2026-11',
      cycleName: 'November',
      cycleSecret: '33'.repeat(32),
      number,
      previous,
      issuedAtMs: NOW_MS,
      validFromMs: NOW_MS - DAY_MS,
      validUntilMs: NOW_MS + 30 * DAY_MS,
      recordsPath: join(folder, `${number}.records`),
      ...more,
    });
    previous = written.manifestHash;
    return path;
  }

  return {
    folder,
    vaultFolder: join(profile, 'vault'),
    clock,
    signer,
    recovery,
    programme,
    stations: () => stations,
    start,
    certify,
    enrol,
    issue,
    card: (claims: Partial<CardClaims> & { number?: number } = {}): string => {
      const { number: n = 1, ...more } = claims;
      return issueCard({ ...cardClaims(n), ...more }, signer);
    },
    /** A copy of the profile to come back to. */
    copy: (name: string): string => {
      const to = join(folder, name);
      cpSync(profile, to, { recursive: true });
      return to;
    },
    restore: (from: string, file: string): void => cpSync(join(from, 'vault', file), join(profile, 'vault', file)),
    close: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}

function cardClaims(number: number): CardClaims {
  return {
    programme: 'relief',
    household: `HH-20-${number}`,
    site: 'kassala',
    serial: createHash('sha256').update(String(number)).digest('hex').slice(0, 16),
    validFromMs: NOW_MS - DAY_MS,
    validUntilMs: NOW_MS + 365 * DAY_MS,
  };
}

/** The value of an answer, or an error that names the failure. */
export function must<T>(answer: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

/** Waits until everybody is found by name. The preparation runs between requests. */
export async function searchReady({ client }: Pick<Station, 'client'>): Promise<void> {
  while (must(await client.host.view()).cycle?.searchPercent !== undefined) await setImmediate();
}

/** Enrolled, the roll installed and its search ready, the day opened by a supervisor with plenty on hand, a clerk at the desk. */
export async function openedDay(
  roll: RollContent,
  float = 100,
  oil = 100,
  render?: Renderers['summary'],
  people: readonly OperatorInput[] = operators,
  place?: Parameters<typeof rehearse>[1],
): Promise<Rehearsal & { station: Station }> {
  const rehearsal = await rehearse(people, place);
  const station = await rehearsal.start({}, DEVICE_SECRET, render);
  await rehearsal.enrol(station);
  must(await station.client.host.install({ path: await rehearsal.issue(roll) }));
  must(await station.client.session.signIn({ operator: 'OMAR', secret: SECRET.OMAR }));
  must(await station.client.day.open(counted(float, oil)));
  must(await station.client.session.signIn({ operator: 'AMINA', secret: SECRET.AMINA }));
  await searchReady(station);
  return { ...rehearsal, station };
}

/** `hundreds` notes of 100.00 SDG and bottles of oil. */
export function counted(hundreds: number, oil: number) {
  return {
    cash: [{ currency: 'SDG', valueMinor: 10_000, count: hundreds }],
    stock: [{ item: 'OIL-1L', quantity: oil }],
  };
}
