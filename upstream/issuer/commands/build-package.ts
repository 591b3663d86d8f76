import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StationTrustList, type TrustList } from '../../../shared/domain/trust-list.ts';
import { IssuerError } from '../issuer-error.ts';
import { issuePackage, type IssueProgress } from '../issue/issue-package.ts';
import { deriveOperators, type MadeSecret } from '../issue/operators.ts';
import type { ProgrammeFolder } from '../keys/programme-folder.ts';
import type { WrittenPackage } from '../package/write-package.ts';
import { checkFolder } from '../source/folder.ts';

const DAY_MS = 24 * 3_600_000;

export type BuildOptions = Readonly<{
  programme: ProgrammeFolder;
  /** Folder of CSV or NDJSON files. */
  input: string;
  /** The `.cycle` file to write. */
  output: string;
  site: string;
  cycle: string;
  cycleName: string;
  /** A delta on top of the last package of the site, which must be of the same cycle. */
  delta: boolean;
  exclude: ReadonlySet<string>;
  /** File with the trust list of vouchers and credentials, as stations take it. */
  credentials?: string;
  validFromMs: number;
  validUntilMs: number;
  nowMs: number;
  askPassphrase: () => Promise<string>;
  /** Cost of new operators' secrets, with a new salt each time; the standard cost when left out. */
  kdf?: Parameters<typeof deriveOperators>[3];
  progress?: (step: Parameters<IssueProgress>[0] | 'checking', done: number) => void;
}>;

export type Built = WrittenPackage &
  Readonly<{
    made: readonly MadeSecret[];
    /** File with the secrets that were made up. */ secretsFile: string | undefined;
  }>;

/**
 * Checks a folder, issues the package and notes it in the programme's folder. Secrets that were made up are written to
 * `<output>.operators-secrets.txt`, the only place they are ever kept. Throws an IssuerError before anything is written.
 */
export async function buildPackage(options: BuildOptions): Promise<Built> {
  const { programme, site, cycle, nowMs, progress } = options;
  const stations = programme
    .stations()
    .filter(({ certificate }) => certificate.site === site && certificate.validUntilMs > nowMs);
  if (stations.length === 0) throw new IssuerError(`No station of site ${site} is enrolled`);
  if (existsSync(options.output))
    throw new IssuerError(`${options.output} exists already; a package is never overwritten`);
  if (options.validUntilMs <= Math.max(nowMs, options.validFromMs))
    throw new IssuerError('The package would be expired already');
  const packages = programme.packages();
  const last = packages.find((issued) => issued.site === site);
  if (options.delta && last?.cycle !== cycle)
    throw new IssuerError(`Site ${site} has no full package of cycle ${cycle} to build on`);

  const checked = await checkFolder({
    folder: options.input,
    exclude: options.exclude,
    desks: new Set(stations.map(({ certificate }) => certificate.desk)),
    pinAllowed: stations.every(({ pinAllowed }) => pinAllowed),
    progress: (done) => progress?.('checking', done),
  });
  const signer = await programme.issuingSigner(options.askPassphrase);
  const { operators, made } = await deriveOperators(
    checked.operators,
    programme.operators(site),
    (bytes) => new Uint8Array(randomBytes(bytes)),
    options.kdf,
  );
  const { asOfMs: _asOf, cards } = programme.revoked();
  const upstream = programme.upstream();
  const credentials = options.credentials === undefined ? undefined : readCredentials(options.credentials);
  const number = (last?.number ?? 0) + 1;
  const cycleSecret = last?.cycle === cycle ? last.cycleSecret : randomBytes(32).toString('hex');
  const records = `${site}-${number}.records`;
  mkdirSync(join(programme.folder, 'packages'), { recursive: true, mode: 0o700 });

  const written = await issuePackage({
    path: options.output,
    source: {
      ...checked,
      operators,
      trust: {
        asOfMs: nowMs,
        cardKeys: [programme.programme.cardKey],
        ...(upstream === undefined ? {} : { upstream }),
        ...(credentials === undefined ? {} : { credentials }),
        revokedCards: cards,
      },
    },
    programme: programme.programme.programme,
    programmeName: programme.programme.programmeName,
    recoveryRecipients: programme.programme.recoveryRecipients,
    signer,
    stations: stations.map(({ certificate }) => certificate),
    cycle,
    cycleName: options.cycleName,
    cycleSecret,
    number,
    previous: last?.manifestHash ?? null,
    issuedAtMs: nowMs,
    validFromMs: options.validFromMs,
    validUntilMs: options.validUntilMs,
    recordsPath: join(programme.folder, 'packages', records),
    ...(options.delta && last !== undefined
      ? { baseRecordsPath: join(programme.folder, 'packages', last.records) }
      : {}),
    ...(progress === undefined ? {} : { progress }),
  });
  const { manifest, manifestHash } = written;
  const noted = {
    site,
    cycle,
    cycleName: options.cycleName,
    number,
    kind: manifest.kind,
    manifestHash,
    cycleSecret,
    issuedAtMs: nowMs,
    records,
  };
  programme.savePackages([...packages.filter((issued) => issued !== last), noted]);
  programme.saveOperators(site, operators);
  return { ...written, made, secretsFile: writeSecrets(options.output, made) };
}

function readCredentials(path: string): TrustList {
  const read = StationTrustList.safeParse(jsonOf(path));
  const [issue] = read.error?.issues ?? [];
  if (!read.success) throw new IssuerError(`${path}: ${issue?.path.join('.')}: ${issue?.message}`);
  return read.data;
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    throw new IssuerError(`${path} is missing or no JSON`);
  }
}

/** Default validity from the moment of issue. */
export function defaultValidUntilMs(nowMs: number): number {
  return nowMs + 60 * DAY_MS;
}

function writeSecrets(output: string, made: readonly MadeSecret[]): string | undefined {
  if (made.length === 0) return undefined;
  const path = `${output}.operators-secrets.txt`;
  const lines = made.map(({ id, name, secret }) => `${id}\t${name}\t${secret}`);
  writeFileSync(
    path,
    `${['Hand each line to its operator alone, then destroy this file.', '', ...lines].join('\n')}\n`,
    { mode: 0o600, flag: 'wx' },
  );
  return path;
}
