import { open, type FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Operator } from '../../../shared/domain/policy.ts';
import type { PackageManifest, StationCertificate } from '../../../shared/wire/documents.ts';
import { PACKAGE_BOUNDS, SIGNATURE_SUFFIX } from '../../../shared/wire/package/layout.ts';
import type { Random } from '../crypto/aead.ts';
import type { Disk } from '../store/disk.ts';
import type { openDatabase } from '../store/open-database.ts';
import { installDelta, type LiveCycle } from './install-delta.ts';
import { installFull } from './install-full.ts';
import type { Slice } from './full-content.ts';
import { checkStatement, readManifest } from './manifest.ts';
import { failureOf, Refusal, type InstallFailure } from './refusal.ts';
import { checkFile, readPackageSignature } from './signature.ts';
import { unpack } from './unpack.ts';

export type InstallStep = 'checking' | 'decrypting' | 'reading' | 'finishing';
/** Bytes of the package file where the step reads it; else 0 of 0. */
export type InstallProgress = (step: InstallStep, done: number, total: number) => void;

/** The world outside, handed in so that tests can break each piece. */
export type InstallPorts = Readonly<{
  disk: Disk;
  openDatabase: typeof openDatabase;
  /** Free bytes on the folder's disk. */
  freeBytes: (folder: string) => number;
  random: Random;
  /** Wall clock, UTC ms. */
  now: () => number;
}>;

export type InstallOptions = Readonly<{
  /** The `.cycle` file; `<path>.sig` must lie beside it. */
  path: string;
  /** Folder of the cycle databases. */
  folder: string;
  certificate: StationCertificate;
  /** age secret key of the station. */
  identity: string;
  /** The cycle in force, if any. */
  current: LiveCycle | undefined;
  /** Where no cycle is in force: packages below this number were replaced before and stay refused. */
  oldestNumber?: number;
  /** False where the machine holds no device secret, without which PINs are refused. */
  pinAllowed: boolean;
  progress: InstallProgress;
  signal: AbortSignal;
  ports: InstallPorts;
}>;

/** What the caller needs to put the package in force with one ledger entry (`import`) and to make the operators' keyslots. */
export type Installed = Readonly<{
  manifest: PackageManifest;
  /** SHA-256 (hex) of the manifest's bytes: `pkg` of the entries that follow. */
  manifestHash: string;
  households: number;
  entitlements: number;
  operators: readonly Operator[];
}> &
  (
    | Readonly<{
        kind: 'full';
        /** File name in the folder. */ file: string;
        /** 32 bytes, of this file alone. */ key: Uint8Array;
      }>
    | Readonly<{ kind: 'delta' }>
  );

/**
 * Checks a cycle package and reads it into a cycle database. A full package fills a new file that nothing refers to until
 * the caller's ledger does; a delta is one transaction on the live one. Whatever is answered as a failure changed nothing.
 * Runs in slices: others work in between.
 */
export async function installPackage(options: InstallOptions): Promise<Result<Installed, InstallFailure>> {
  let file: FileHandle | undefined;
  try {
    file = await openFile(options.path);
    return ok(await install(file, options));
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure === undefined) throw thrown;
    return err(failure);
  } finally {
    await file?.close();
  }
}

async function install(file: FileHandle, options: InstallOptions): Promise<Installed> {
  const { certificate, current, progress, signal, ports } = options;
  const { oldestNumber = 0 } = options;
  const expected = { certificate, installed: current?.installed, oldestNumber, nowMs: ports.now() };
  const signed = readPackageSignature(
    await readSignatureFile(options.path + SIGNATURE_SUFFIX),
    certificate.issuingKeys,
  );
  checkStatement(signed, expected);
  await checkFile(file, signed, async (done, total) => {
    progress('checking', done, total);
    await breathe(signal);
  });

  progress('decrypting', 0, signed.bytes);
  let read = 0;
  const unpacked = await unpack({
    file,
    identity: options.identity,
    readManifest: (envelope) => readManifest(envelope, signed, expected),
    onBytes: (bytes) => {
      read = bytes;
    },
  });
  const slice: Slice = async (step) => {
    progress(step, step === 'reading' ? read : 0, step === 'reading' ? signed.bytes : 0);
    await breathe(signal);
  };
  try {
    return unpacked.manifest.kind === 'full'
      ? await installFull(unpacked, options, slice)
      : await installDelta(unpacked, options, slice);
  } finally {
    unpacked.close();
  }
}

/** Gives way to whatever else waits, then stops if the operator cancelled. */
async function breathe(signal: AbortSignal): Promise<void> {
  await setImmediate();
  if (signal.aborted) throw new Refusal('cancelled');
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch {
    throw new Refusal('file-missing');
  }
}

async function readSignatureFile(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) throw new Refusal('signature-missing');
  try {
    const buffer = Buffer.alloc(PACKAGE_BOUNDS.signatureBytes + 1);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
