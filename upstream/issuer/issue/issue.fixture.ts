import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import type { InstallOptions, InstallPorts } from '../../../main/vault/cycle/install.ts';
import { nodeDisk } from '../../../main/vault/store/disk.ts';
import { openDatabase } from '../../../main/vault/store/open-database.ts';
import type { Operator, Policy, Trust } from '../../../shared/domain/policy.ts';
import type { Entitlement, Household, StockItem } from '../../../shared/domain/roll.ts';
import type { TrustList } from '../../../shared/domain/trust-list.ts';
import { toHex } from '../../../shared/wire/bytes.ts';
import type { StationCertificate } from '../../../shared/wire/documents.ts';
import { keyId } from '../../../shared/wire/ed25519.ts';
import type { IssueOptions } from './issue-package.ts';
import type { PackageSource } from './source.ts';

/** A small programme with one station, for tests of issuing and installing. */
export const NOW_MS = Date.UTC(2026, 10, 24, 8);
const DAY_MS = 24 * 3_600_000;
export const PNG_BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

export const ports: InstallPorts = {
  disk: nodeDisk,
  openDatabase,
  freeBytes: () => Number.MAX_SAFE_INTEGER,
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
  now: () => NOW_MS,
};

export function household(number: number, more: Partial<Household> = {}): Household {
  const id = `HH-20-${number}`;
  return {
    id,
    status: 'active',
    size: 2,
    place: 'Kassala',
    members: [{ id: `${id}-1`, name: `Awa Diallo ${number}`, birthDate: '1980', relation: 'head', photo: 'awa.png' }],
    proxies: [{ id: `${id}-p`, name: 'Moussa Traore', relation: 'brother' }],
    ...more,
  };
}

export function entitlement(number: number, amountMinor = 5000): Entitlement {
  return {
    id: `E-${number}`,
    household: `HH-20-${number}`,
    lines: [
      { kind: 'cash', line: 'cash', currency: 'SDG', amountMinor },
      { kind: 'item', line: 'oil', item: 'OIL-1L', quantity: 2 },
    ],
  };
}

export const stock: readonly StockItem[] = [
  { item: 'OIL-1L', name: { en: 'Oil' }, unit: 'bottle', icon: 'oil', plannedQuantity: 100 },
];

/** Whose vouchers stations believe. */
export const credentials: TrustList = {
  version: 1,
  asOfMs: Date.UTC(2026, 10, 1),
  clockToleranceMs: 300_000,
  issuers: [
    {
      id: 'relief',
      name: 'Relief',
      formats: ['gv1'],
      keys: [{ kid: 'one', jwk: { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) }, algorithms: ['EdDSA'] }],
    },
  ],
  statusLists: [],
  whenStatusMissing: 'refuse',
  providers: [],
};

export const policy: Policy = {
  approvalAboveMinor: { SDG: 100_000 },
  dayLimitMinor: {},
  cashDifferenceLimitMinor: {},
  stockDifferenceLimit: {},
  denominations: { SDG: [10_000, 5000] },
  partCollection: true,
  proxyCollection: true,
  lookupsPerHour: 20,
  maxRollAgeHours: 720,
  idleLockMinutes: 10,
};

export const operator: Operator = {
  id: 'AMINA',
  name: 'Amina',
  role: 'clerk',
  secretKind: 'passphrase',
  kdf: { algorithm: 'argon2id', memoryKiB: 65_536, iterations: 3, parallelism: 1, salt: '00'.repeat(16) },
  derivedKey: '11'.repeat(32),
};

export type Bench = Awaited<ReturnType<typeof setUp>>;

/** A programme, a station and a folder; `close` removes the folder. */
export async function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-test-'));
  const photo = join(folder, 'awa.png');
  writeFileSync(photo, PNG_BYTES);
  const signer = signerOf(new Uint8Array(randomBytes(32)));
  const identity = await generateX25519Identity();
  const recovery = await generateX25519Identity();
  const recoveryRecipient = await identityToRecipient(recovery);
  const issuingKey = { kid: keyId(signer.publicKey), publicKey: toHex(signer.publicKey) };
  const certificate: StationCertificate = {
    v: 1,
    programme: 'relief',
    programmeName: 'Relief',
    site: 'kassala',
    siteName: 'Kassala',
    desk: 'desk-1',
    deskName: 'Desk 1',
    epoch: 1,
    signKey: '22'.repeat(32),
    recipient: await identityToRecipient(identity),
    issuingKeys: [issuingKey],
    recoveryRecipients: [recoveryRecipient],
    validFromMs: NOW_MS - DAY_MS,
    validUntilMs: NOW_MS + 365 * DAY_MS,
  };
  const trust: Trust = {
    asOfMs: NOW_MS,
    cardKeys: [{ ...issuingKey, validFromMs: 0, validUntilMs: NOW_MS * 2 }],
    revokedCards: ['aa'.repeat(8)],
  };
  const source = (count: number, more: Partial<PackageSource> = {}): PackageSource => ({
    households: () => Array.from({ length: count }, (_, index) => household(index + 1)),
    entitlements: () => Array.from({ length: count }, (_, index) => entitlement(index + 1)),
    stock,
    operators: [operator],
    policy,
    trust,
    photos: () => [{ name: 'awa.png', path: photo }],
    ...more,
  });
  const issue = (count: number, more: Partial<IssueOptions> = {}): IssueOptions => ({
    path: join(folder, 'one.cycle'),
    source: source(count),
    programme: 'relief',
    programmeName: 'Relief',
    recoveryRecipients: [recoveryRecipient],
    signer,
    stations: [certificate],
    cycle: '2026-11',
    cycleName: 'November',
    cycleSecret: '33'.repeat(32),
    number: 1,
    previous: null,
    issuedAtMs: NOW_MS,
    validFromMs: NOW_MS - DAY_MS,
    validUntilMs: NOW_MS + 30 * DAY_MS,
    ...more,
  });
  const install = (more: Partial<InstallOptions> = {}): InstallOptions => ({
    path: join(folder, 'one.cycle'),
    folder,
    certificate,
    identity,
    current: undefined,
    pinAllowed: false,
    progress: () => undefined,
    signal: new AbortController().signal,
    ports,
    ...more,
  });
  return {
    folder,
    signer,
    identity,
    recovery,
    certificate,
    trust,
    source,
    issue,
    install,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
