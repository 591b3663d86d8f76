import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  type KeyObject,
} from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { PublicJwk } from '../../../shared/domain/trust-list.ts';
import { Trust } from '../../../shared/domain/policy.ts';
import { Currency } from '../../../shared/domain/roll.ts';
import { fromHex, toHex } from '../../../shared/wire/bytes.ts';
import { keyId, type Signer } from '../../../shared/wire/ed25519.ts';
import { IssuerError } from '../issuer-error.ts';
import { readJson, writeJson } from './key-files.ts';
import type { ProgrammeFolder } from './programme-folder.ts';

/** Vouchers have keys of their own: whoever prints vouchers cannot make cards or packages, and the other way round. */
const FILE = 'vouchers.json';
const VOUCHER_KEY = 'voucher';
const OPENG2P_KEY = 'voucher-openg2p';
const YEAR_MS = 365 * 24 * 3_600_000;
const KEY_YEARS = 5;
const RSA_BITS = 2048;

/** What an OpenG2P server would say of itself: for tests and demonstrations with vouchers in its form. */
export const OpenG2pIssuer = z.strictObject({
  /** `iss` of its vouchers. */
  issuer: z.string().min(1).max(500),
  /** Its vouchers name none. */
  currency: Currency,
  kid: z.string().min(1).max(100),
  jwk: PublicJwk.options[2],
});
export type OpenG2pIssuer = z.infer<typeof OpenG2pIssuer>;

/** `vouchers.json` */
export const VoucherKeys = z.strictObject({
  v: z.literal(1),
  key: Trust.shape.cardKeys.element,
  openG2p: OpenG2pIssuer.optional(),
});
export type VoucherKeys = z.infer<typeof VoucherKeys>;

export type NewOpenG2pIssuer = Pick<OpenG2pIssuer, 'issuer' | 'currency'>;

/**
 * Makes the key that signs vouchers, and where it is asked for an RSA key to make vouchers as OpenG2P does. Either can be added
 * later; neither is overwritten.
 */
export async function makeVoucherKeys(
  folder: ProgrammeFolder,
  openG2p: NewOpenG2pIssuer | undefined,
  nowMs: number,
  askPassphrase: () => Promise<string>,
): Promise<VoucherKeys> {
  const known = existsSync(join(folder.folder, FILE)) ? voucherKeys(folder) : undefined;
  if (known !== undefined && (openG2p === undefined || known.openG2p !== undefined))
    throw new IssuerError(`${folder.folder} already holds voucher keys; they are not overwritten`);
  const key = known?.key ?? (await makeOwnKey(folder, nowMs, askPassphrase));
  const other = openG2p === undefined ? undefined : await makeOpenG2pKey(folder, openG2p, askPassphrase);
  const made: VoucherKeys = { v: 1, key, ...(other === undefined ? {} : { openG2p: other }) };
  writeJson(folder.folder, FILE, made);
  return made;
}

/** Throws an IssuerError where there are none. */
export function voucherKeys({ folder }: ProgrammeFolder): VoucherKeys {
  return readJson(folder, FILE, VoucherKeys, 'make the voucher keys first (command "voucher-keys")');
}

export async function voucherSigner(folder: ProgrammeFolder, askPassphrase: () => Promise<string>): Promise<Signer> {
  return signerOf(fromHex(await folder.secret(VOUCHER_KEY, askPassphrase)));
}

export async function openG2pSigner(folder: ProgrammeFolder, askPassphrase: () => Promise<string>): Promise<KeyObject> {
  return createPrivateKey(await folder.secret(OPENG2P_KEY, askPassphrase));
}

/** The public key as OpenG2P's server publishes it (`…/api/v1/payments/.well-known/jwks.json`), without a certificate. */
export function openG2pJwks({ kid, jwk }: OpenG2pIssuer): Readonly<{ keys: readonly object[] }> {
  return { keys: [{ ...jwk, kid, use: 'sig', alg: 'RS256' }] };
}

async function makeOwnKey(
  folder: ProgrammeFolder,
  nowMs: number,
  askPassphrase: () => Promise<string>,
): Promise<VoucherKeys['key']> {
  const seed = new Uint8Array(randomBytes(32));
  const { publicKey } = signerOf(seed);
  await folder.addSecret(VOUCHER_KEY, toHex(seed), askPassphrase);
  return {
    kid: keyId(publicKey),
    publicKey: toHex(publicKey),
    validFromMs: nowMs,
    validUntilMs: nowMs + KEY_YEARS * YEAR_MS,
  };
}

async function makeOpenG2pKey(
  folder: ProgrammeFolder,
  options: NewOpenG2pIssuer,
  askPassphrase: () => Promise<string>,
): Promise<OpenG2pIssuer> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: RSA_BITS });
  await folder.addSecret(OPENG2P_KEY, String(privateKey.export({ format: 'pem', type: 'pkcs8' })), askPassphrase);
  const { kty, n, e } = createPublicKey(privateKey).export({ format: 'jwk' });
  return OpenG2pIssuer.parse({ ...options, kid: randomUUID(), jwk: { kty, n, e } });
}
