import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackageManifest, StationCertificate } from '../../../shared/wire/documents.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import { PHOTO_FOLDER } from '../../../shared/wire/package/layout.ts';
import { createTotals } from '../../../shared/wire/package/totals.ts';
import { DUE_SUFFIX } from '../../due/layout.ts';
import { commonNames, createDueWriter, type DueWriter } from '../../due/write-due.ts';
import { createPartWriter, describeFile, writeDocument, type PartFile } from '../package/part-file.ts';
import { writePackage, type WrittenPackage } from '../package/write-package.ts';
import { createRecordWriter, fingerprint, readRecords, type BaseRecords, type RecordKind } from './records.ts';
import type { PackageSource } from './source.ts';

export type IssueProgress = (step: 'households' | 'entitlements' | 'photos' | 'packing', done: number) => void;

export type IssueOptions = Readonly<{
  /** The `.cycle` file to write. */
  path: string;
  source: PackageSource;
  programme: string;
  programmeName: string;
  /** Who can always open the package. */
  recoveryRecipients: readonly string[];
  signer: Signer;
  /** All of one site; at least one. */
  stations: readonly StationCertificate[];
  cycle: string;
  cycleName: string;
  /** 32 bytes, hex; the same for all packages of a cycle. */
  cycleSecret: string;
  /** 32 bytes, hex, kept by the issuer alone; the same for all sites of a programme. Without it due lists of several sites do not meet. */
  commonSecret?: string;
  number: number;
  /** SHA-256 (hex) of the manifest issued before for this site. */
  previous: string | null;
  issuedAtMs: number;
  validFromMs: number;
  validUntilMs: number;
  /** Where to write the fingerprints of all records, from which the next delta can be reckoned. */
  recordsPath?: string;
  /** Fingerprints of the package before: makes this one a delta on top of it. */
  baseRecordsPath?: string;
  progress?: IssueProgress;
}>;

const PROGRESS_EVERY = 1000;

/**
 * Issues a cycle package: parts to a temporary folder, then manifest, tar, gzip, age and signature; beside it the `.due` list
 * for the collector. Memory stays flat but for a delta, which holds a fingerprint of every record. Content is taken as checked.
 */
export async function issuePackage(options: IssueOptions): Promise<WrittenPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'tallypoint-issue-'));
  try {
    const { commonSecret, cycle: ofCycle } = options;
    const common = commonSecret === undefined ? undefined : commonNames(commonSecret, ofCycle);
    const due = createDueWriter(folder, options.cycleSecret, common);
    const base = options.baseRecordsPath === undefined ? undefined : await readRecords(options.baseRecordsPath);
    const { parts, totals } = await writeParts(folder, options, base, due);
    const { progress } = options;
    const written = await writePackage({
      path: options.path,
      parts,
      manifest: manifestOf(options, totals),
      signer: options.signer,
      recipients: [...options.stations.map(({ recipient }) => recipient), ...options.recoveryRecipients],
      progress: (done) => progress?.('packing', done),
    });
    const { programme, site, siteName, cycle, cycleName, number, desks, validFromMs, validUntilMs } = written.manifest;
    await due.write(
      `${options.path}${DUE_SUFFIX}`,
      {
        programme,
        site,
        siteName,
        cycle,
        cycleName,
        number,
        desks,
        validFromMs,
        validUntilMs,
        package: written.manifestHash,
      },
      options.signer,
    );
    return written;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeParts(folder: string, options: IssueOptions, base: BaseRecords | undefined, dueList: DueWriter) {
  const { source, progress } = options;
  const changes = createChanges(base, options.recordsPath);
  const totals = createTotals();

  const roll = createPartWriter(folder, 'roll.ndjson');
  let households = 0;
  for await (const household of source.households()) {
    if (await changes.note('h', household.id, JSON.stringify(household))) {
      await roll.write(base === undefined ? household : { op: 'put', household });
    }
    if ((households += 1) % PROGRESS_EVERY === 0) progress?.('households', households);
  }
  for (const id of changes.gone('h')) await roll.write({ op: 'remove', id });
  progress?.('households', households);

  const due = createPartWriter(folder, 'entitlements.ndjson');
  let entitlements = 0;
  for await (const entitlement of source.entitlements()) {
    if (!totals.add(entitlement)) throw new RangeError('The sum of all entitlements leaves the safe integers');
    await dueList.add(entitlement);
    if (await changes.note('e', entitlement.id, JSON.stringify(entitlement))) {
      await due.write(base === undefined ? entitlement : { op: 'put', entitlement });
    }
    if ((entitlements += 1) % PROGRESS_EVERY === 0) progress?.('entitlements', entitlements);
  }
  for (const id of changes.gone('e')) await due.write({ op: 'remove', id });
  progress?.('entitlements', entitlements);

  const stock = createPartWriter(folder, 'stock.ndjson');
  for (const item of source.stock) await stock.write(item);
  const parts: PartFile[] = [
    await roll.end(),
    await due.end(),
    await stock.end(),
    await writeDocument(folder, 'operators.json', source.operators, source.operators.length),
    await writeDocument(folder, 'policy.json', source.policy, 1),
    await writeDocument(folder, 'trust.json', source.trust, 1),
  ];
  for await (const { name, path } of source.photos()) {
    const photo = await describeFile(path, PHOTO_FOLDER + name);
    if (await changes.note('p', name, photo.part.sha256)) parts.push(photo);
    progress?.('photos', parts.length);
  }
  await changes.end();
  return { parts, totals: totals.sums() };
}

/** Tells which records are new or changed against the base, and keeps the fingerprints for the next delta. */
function createChanges(base: BaseRecords | undefined, recordsPath: string | undefined) {
  const records = recordsPath === undefined ? undefined : createRecordWriter(recordsPath);
  return {
    /** True where the record must be in the package. */
    async note(kind: RecordKind, id: string, text: string): Promise<boolean> {
      if (records === undefined && base === undefined) return true;
      const print = fingerprint(text);
      await records?.write(kind, id, print);
      if (base === undefined) return true;
      const isSame = base[kind].get(id) === print;
      base[kind].delete(id);
      return !isSame;
    },
    /** Records of the base that are no more; to be asked once all of the kind were noted. */
    gone: (kind: RecordKind): string[] => [...(base?.[kind].keys() ?? [])],
    end: async (): Promise<void> => records?.end(),
  };
}

function manifestOf(options: IssueOptions, totals: Record<string, number>): Omit<PackageManifest, 'parts'> {
  const [first] = options.stations;
  if (first === undefined || options.stations.some(({ site }) => site !== first.site)) {
    throw new RangeError('A package is for the stations of one site');
  }
  const desks = new Map(options.stations.map(({ desk, deskName }) => [desk, { desk, name: deskName }]));
  return {
    v: 1,
    kind: options.baseRecordsPath === undefined ? 'full' : 'delta',
    programme: options.programme,
    programmeName: options.programmeName,
    cycle: options.cycle,
    cycleName: options.cycleName,
    site: first.site,
    siteName: first.siteName,
    desks: [...desks.values()],
    stations: options.stations.map(({ signKey }) => signKey),
    number: options.number,
    previous: options.previous,
    issuedAtMs: options.issuedAtMs,
    validFromMs: options.validFromMs,
    validUntilMs: options.validUntilMs,
    cycleSecret: options.cycleSecret,
    totals,
  };
}
