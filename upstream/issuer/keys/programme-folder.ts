import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Operator, Upstream } from '../../../shared/domain/policy.ts';
import { fromHex, toHex } from '../../../shared/wire/bytes.ts';
import { keyId, type Signer } from '../../../shared/wire/ed25519.ts';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { IssuerError } from '../issuer-error.ts';
import { isLocked, readJson, readSecret, writeJson, writeSecret } from './key-files.ts';
import { Packages, Programme, Revoked, Stations } from './programme.ts';

const FILES = {
  programme: 'programme.json',
  stations: 'stations.json',
  revoked: 'revoked.json',
  packages: 'packages.json',
  upstream: 'upstream.json',
} as const;
const ISSUING_KEY = 'issuing';
const CARD_KEY = 'card';
const COMMON_SECRET = 'due-names.secret';
const YEAR_MS = 365 * 24 * 3_600_000;
const CARD_KEY_YEARS = 5;

export type NewProgramme = Readonly<{
  folder: string;
  programme: string;
  programmeName: string;
  /** Locks the secret keys; undefined leaves them open, for demonstrations only. */
  passphrase: string | undefined;
  /** Number of HQ recovery keys, 1 to 4. */
  recoveryKeys: number;
  nowMs: number;
}>;

/** Makes a programme: issuing key, card key, recovery keys. Throws an IssuerError where the folder already holds one. */
export async function createProgramme(options: NewProgramme): Promise<Programme> {
  const { folder, passphrase, nowMs } = options;
  if (existsSync(join(folder, FILES.programme)))
    throw new IssuerError(`${folder} already holds a programme; its keys are not overwritten`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const issuingSeed = new Uint8Array(randomBytes(32));
  const cardSeed = new Uint8Array(randomBytes(32));
  const issuing = signerOf(issuingSeed).publicKey;
  const card = signerOf(cardSeed).publicKey;
  const recoveryRecipients: string[] = [];
  for (let index = 1; index <= options.recoveryKeys; index += 1) {
    const identity = await generateX25519Identity();
    recoveryRecipients.push(await identityToRecipient(identity));
    await writeSecret(folder, `recovery-${index}`, identity, passphrase);
  }
  await writeSecret(folder, ISSUING_KEY, toHex(issuingSeed), passphrase);
  await writeSecret(folder, CARD_KEY, toHex(cardSeed), passphrase);
  const programme = Programme.parse({
    v: 1,
    programme: options.programme,
    programmeName: options.programmeName,
    issuingKey: { kid: keyId(issuing), publicKey: toHex(issuing) },
    cardKey: {
      kid: keyId(card),
      publicKey: toHex(card),
      validFromMs: nowMs,
      validUntilMs: nowMs + CARD_KEY_YEARS * YEAR_MS,
    },
    recoveryRecipients,
  });
  writeJson(folder, FILES.stations, []);
  writeJson(folder, FILES.packages, []);
  writeJson(folder, FILES.revoked, { asOfMs: nowMs, cards: [] });
  // Last: its presence says that the programme is whole.
  writeJson(folder, FILES.programme, programme);
  return programme;
}

/** A programme's folder, read and written whole files at a time. Throws an IssuerError for a missing or spoilt file. */
export function openProgramme(folder: string) {
  const passphrases = { current: undefined as string | undefined };
  return {
    folder,
    programme: readJson(folder, FILES.programme, Programme),
    stations: (): Stations => readJson(folder, FILES.stations, Stations),
    saveStations: (stations: Stations) => writeJson(folder, FILES.stations, stations),
    packages: (): Packages => readJson(folder, FILES.packages, Packages),
    savePackages: (packages: Packages) => writeJson(folder, FILES.packages, packages),
    /** The programme's collector, as its `upstream.json` says; undefined where somebody put none here. */
    upstream: (): Upstream | undefined =>
      existsSync(join(folder, FILES.upstream)) ? readJson(folder, FILES.upstream, Upstream) : undefined,
    /** Operators of a site as issued last. */
    operators: (site: string): Operator[] =>
      existsSync(join(folder, operatorsFile(site))) ? readJson(folder, operatorsFile(site), z.array(Operator)) : [],
    saveOperators: (site: string, operators: readonly Operator[]) => writeJson(folder, operatorsFile(site), operators),
    /** Names entitlements alike in the due lists of all sites (32 bytes, hex); made when it is first asked for. Lies as open as cycle secrets. */
    commonSecret(): string {
      const path = join(folder, COMMON_SECRET);
      if (!existsSync(path))
        writeFileSync(path, `${toHex(new Uint8Array(randomBytes(32)))}\n`, { mode: 0o600, flag: 'wx', flush: true });
      const secret = readFileSync(path, 'utf8').trim();
      if (!/^[0-9a-f]{64}$/.test(secret)) throw new IssuerError(`${path} is not as this program wrote it`);
      return secret;
    },
    revoked: (): Revoked => readJson(folder, FILES.revoked, Revoked),
    saveRevoked: (revoked: Revoked) => writeJson(folder, FILES.revoked, revoked),
    /** `askPassphrase` is only called where the keys are locked, and once. */
    async issuingSigner(askPassphrase: () => Promise<string>): Promise<Signer> {
      return signerOf(fromHex(await readSecret(folder, ISSUING_KEY, askOnce(passphrases, askPassphrase))));
    },
    async cardSigner(askPassphrase: () => Promise<string>): Promise<Signer> {
      return signerOf(fromHex(await readSecret(folder, CARD_KEY, askOnce(passphrases, askPassphrase))));
    },
    /** Any other secret of the folder. */
    secret: (name: string, askPassphrase: () => Promise<string>): Promise<string> =>
      readSecret(folder, name, askOnce(passphrases, askPassphrase)),
    /** Keeps a new secret as the others are kept: under the same passphrase, or open where they lie open. */
    async addSecret(name: string, secret: string, askPassphrase: () => Promise<string>): Promise<void> {
      const ask = askOnce(passphrases, askPassphrase);
      await readSecret(folder, ISSUING_KEY, ask);
      await writeSecret(folder, name, secret, isLocked(folder, ISSUING_KEY) ? await ask() : undefined);
    },
    /** age secret key of HQ's first recovery recipient. */
    recoveryIdentity: (askPassphrase: () => Promise<string>): Promise<string> =>
      readSecret(folder, 'recovery-1', askOnce(passphrases, askPassphrase)),
  };
}
export type ProgrammeFolder = ReturnType<typeof openProgramme>;

function operatorsFile(site: string): string {
  return `operators-${site}.json`;
}

function askOnce(kept: { current: string | undefined }, ask: () => Promise<string>): () => Promise<string> {
  return async () => (kept.current ??= await ask());
}
