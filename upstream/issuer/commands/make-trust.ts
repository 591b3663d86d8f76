import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { StatusList, TrustedIssuer, TrustList } from '../../../shared/domain/trust-list.ts';
import { fromHex, toBase64Url } from '../../../shared/wire/bytes.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import { readTrustFile } from '../../verdict/trust-file.ts';
import { IssuerError } from '../issuer-error.ts';
import { forStations, readText } from '../keys/credentials-file.ts';
import type { ProgrammeFolder } from '../keys/programme-folder.ts';
import { voucherKeys } from '../keys/voucher-keys.ts';
import { createProblems } from '../source/problems.ts';
import { readProviders } from '../source/providers.ts';
import { openRegister, revokedVouchers } from '../vouchers/register.ts';
import { signStatusList, statusListUri } from '../vouchers/status-list.ts';

export type StatusRules = Pick<StatusList, 'maxAgeMs' | 'whenOlder'>;

export type MakeTrustOptions = Readonly<{
  programme: ProgrammeFolder;
  /** Signs the vouchers' status list. */
  signer: Signer;
  /** A trust file as `upstream/verdict/README.md` describes it, with `keysFile` and `signedFile` for files beside it. */
  sources?: string;
  /** CSV file of providers and their services; they replace those of the sources. */
  providers?: string;
  status: StatusRules;
  nowMs: number;
}>;

const CLOCK_TOLERANCE_MS = 300_000;

/** Draws up the trust list for stations: other issuers from the sources, the programme's own vouchers, providers. */
export async function makeTrust(options: MakeTrustOptions): Promise<TrustList> {
  const { programme, sources, nowMs } = options;
  const problems = createProblems();
  const providers = options.providers === undefined ? undefined : await readProviders(options.providers, problems);
  problems.assertNone();
  const read = sources === undefined ? emptyList(nowMs) : readSources(sources, nowMs);
  const { programme: name } = programme.programme;
  const list: TrustList = {
    ...read,
    asOfMs: nowMs,
    issuers: [...read.issuers.filter(({ id }) => id !== name), ownIssuer(programme)],
    providers: providers ?? read.providers,
  };
  return forStations(sources ?? 'trust list', withStatus(list, ownStatus(options)));
}

/** Signs which of the programme's vouchers are revoked now. */
export function ownStatus({
  programme,
  signer,
  status,
  nowMs,
}: Pick<MakeTrustOptions, 'programme' | 'signer' | 'status' | 'nowMs'>): StatusList {
  const issued = openRegister(programme.folder).size();
  const revoked = revokedVouchers(programme.folder).indexes;
  return signStatusList({ programme: programme.programme.programme, issued, revoked, nowMs, ...status }, signer);
}

/** The list with that status list instead of its former self. */
export function withStatus(list: TrustList, own: StatusList): TrustList {
  const others = list.statusLists.filter(({ uri }) => uri !== own.uri);
  return { ...list, asOfMs: own.fetchedAtMs, statusLists: [...others, own] };
}

/** The programme as the issuer of its vouchers, in its own form and where it has a key for it in OpenG2P's. */
function ownIssuer(folder: ProgrammeFolder): TrustedIssuer {
  const { key, openG2p } = voucherKeys(folder);
  const { programme, programmeName } = folder.programme;
  const { kid, publicKey, validFromMs, validUntilMs } = key;
  const own: TrustedIssuer['keys'][number] = {
    kid,
    jwk: { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(fromHex(publicKey)) },
    algorithms: ['EdDSA'],
    validFromMs,
    validUntilMs,
  };
  const base = { id: programme, name: programmeName, statusList: statusListUri(programme) };
  if (openG2p === undefined) return { ...base, formats: ['gv1'], keys: [own] };
  return {
    ...base,
    aliases: [openG2p.issuer],
    formats: ['gv1', 'jwt'],
    keys: [own, { kid: openG2p.kid, jwk: openG2p.jwk, algorithms: ['RS256'] }],
    claims: {
      entitlement: 'sub',
      code: 'code',
      amount: 'amount',
      defaultCurrency: openG2p.currency,
      provider: 'aud',
    },
  };
}

function emptyList(nowMs: number): TrustList {
  return {
    version: 1,
    asOfMs: nowMs,
    clockToleranceMs: CLOCK_TOLERANCE_MS,
    issuers: [],
    statusLists: [],
    whenStatusMissing: 'refuse',
    providers: [],
  };
}

const Sources = z.looseObject({
  issuers: z.array(z.looseObject({ keysFile: z.string().optional() })).optional(),
  statusLists: z.array(z.looseObject({ signedFile: z.string().optional() })).optional(),
});

/** Puts the files that the sources name in their place, then reads the whole as the command `verdict` does. */
function readSources(path: string, nowMs: number): TrustList {
  const parsed = Sources.safeParse(parse(readText(path)));
  if (!parsed.success) throw new IssuerError(`${path}: no trust file with a list of issuers`);
  const beside = (file: string): string => readText(resolve(dirname(path), file)).trim();
  const { issuers = [], statusLists = [], ...rest } = parsed.data;
  const whole = {
    clockToleranceMs: CLOCK_TOLERANCE_MS,
    ...rest,
    issuers: issuers.map(({ keysFile, ...issuer }) =>
      keysFile === undefined ? issuer : { ...issuer, keys: parse(beside(keysFile)) },
    ),
    statusLists: statusLists.map(({ signedFile, ...list }) =>
      signedFile === undefined ? list : { ...list, signed: beside(signedFile) },
    ),
  };
  const read = readTrustFile(JSON.stringify(whole), nowMs);
  if (!read.ok) throw new IssuerError(`${path}: ${read.error}`);
  return read.value;
}

/** JSON, or the text itself: keys may lie there as PEM. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
