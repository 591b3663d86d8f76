import { open } from 'node:fs/promises';
import { failureOf } from '../../../main/vault/cycle/refusal.ts';
import { checkFile, openSigned, readPackageSignature, readSigned } from '../../../main/vault/cycle/signature.ts';
import { unpack } from '../../../main/vault/cycle/unpack.ts';
import { PackageManifest, PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { PACKAGE_BOUNDS, SIGNATURE_SUFFIX } from '../../../shared/wire/package/layout.ts';
import type { Programme } from '../keys/programme.ts';
import { IssuerError } from '../issuer-error.ts';

export type InspectOptions = Readonly<{
  path: string;
  programme: Programme;
  /** age secret key of HQ. */ identity: string;
}>;

/** Verifies a package and reads its manifest; the secret that keys the ledger's pseudonyms is left out. Throws an IssuerError. */
export async function inspectPackage({
  path,
  programme,
  identity,
}: InspectOptions): Promise<Omit<PackageManifest, 'cycleSecret'>> {
  const keys = [programme.issuingKey];
  const file = await openOrExplain(path);
  try {
    const signature = await openOrExplain(path + SIGNATURE_SUFFIX);
    const signed = readPackageSignature(await signature.readFile(), keys);
    await signature.close();
    await checkFile(file, signed, () => Promise.resolve());
    const unpacked = await unpack({
      file,
      identity,
      onBytes: () => undefined,
      readManifest: (envelope) => {
        const payload = openSigned(envelope, PAYLOAD_TYPE.manifest, PACKAGE_BOUNDS.manifestBytes, keys);
        return { manifest: readSigned(payload, PackageManifest, 'manifest.json'), payload };
      },
    });
    unpacked.close();
    const { cycleSecret: _secret, ...manifest } = unpacked.manifest;
    return manifest;
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure === undefined) throw thrown;
    throw new IssuerError(`${path}: ${failure.code}${failure.place === undefined ? '' : ` (${failure.place})`}`);
  } finally {
    await file.close();
  }
}

async function openOrExplain(path: string) {
  try {
    return await open(path, 'r');
  } catch {
    throw new IssuerError(`${path} cannot be opened`);
  }
}
