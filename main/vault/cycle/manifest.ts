import {
  PackageManifest,
  PAYLOAD_TYPE,
  type PackageSignature,
  type StationCertificate,
} from '../../../shared/wire/documents.ts';
import { arePartsInOrder, PACKAGE_BOUNDS } from '../../../shared/wire/package/layout.ts';
import { Refusal } from './refusal.ts';
import { openSigned, readSigned } from './signature.ts';

/** What is installed now, as far as the next package is concerned. */
export type InstalledPackage = Readonly<{
  number: number;
  /** SHA-256 (hex) of the installed manifest's bytes. */
  manifestHash: string;
  cycle: string;
  cycleSecret: string;
}>;

export type Expectation = Readonly<{
  certificate: StationCertificate;
  installed: InstalledPackage | undefined;
  oldestNumber: number;
  nowMs: number;
}>;

/** Is the outer statement for this programme and site, and newer than what is installed? Throws a Refusal. */
export function checkStatement(signed: PackageSignature, { certificate, installed, oldestNumber }: Expectation): void {
  if (signed.programme !== certificate.programme) throw new Refusal('foreign-programme');
  if (signed.site !== certificate.site) throw new Refusal('foreign-station');
  if (installed === undefined) {
    if (signed.number < oldestNumber) throw new Refusal('older-package');
    return;
  }
  if (signed.number === installed.number) throw new Refusal('same-package');
  if (signed.number < installed.number) throw new Refusal('older-package');
}

/** Reads the signed manifest and checks everything that can be known before the parts are read. Throws a Refusal. */
export function readManifest(
  envelope: Uint8Array,
  signed: PackageSignature,
  expected: Expectation,
): Readonly<{ manifest: PackageManifest; payload: Uint8Array }> {
  const { certificate, installed, nowMs } = expected;
  const payload = openSigned(envelope, PAYLOAD_TYPE.manifest, PACKAGE_BOUNDS.manifestBytes, certificate.issuingKeys);
  const manifest = readSigned(payload, PackageManifest, 'manifest.json');
  if (manifest.programme !== certificate.programme) throw new Refusal('foreign-programme');
  if (manifest.site !== certificate.site || !manifest.stations.includes(certificate.signKey))
    throw new Refusal('foreign-station');
  // Else an old package could be sent again under a new statement.
  if (manifest.number !== signed.number) throw new Refusal('bad-content', 'number');
  if (!arePartsInOrder(manifest.parts)) throw new Refusal('bad-content', 'parts');
  if (nowMs < manifest.validFromMs) throw new Refusal('not-yet-valid');
  if (nowMs >= manifest.validUntilMs) throw new Refusal('expired');
  if (manifest.kind === 'delta') checkBase(manifest, installed);
  return { manifest, payload };
}

/** A delta only means something on top of the one package it was made from. */
function checkBase(manifest: PackageManifest, installed: InstalledPackage | undefined): void {
  if (installed === undefined || manifest.previous !== installed.manifestHash) throw new Refusal('wrong-base');
  if (manifest.cycle !== installed.cycle || manifest.cycleSecret !== installed.cycleSecret) {
    throw new Refusal('bad-content', 'a delta of another cycle');
  }
}
