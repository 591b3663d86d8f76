import { Encrypter } from 'age-encryption';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack, type Pack } from 'tar-stream';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import { PackageManifest, PAYLOAD_TYPE, type PackageSignature } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import { arePartsInOrder, MANIFEST_NAME, SIGNATURE_SUFFIX } from '../../../shared/wire/package/layout.ts';
import type { PartFile } from './part-file.ts';

export type WritePackageOptions = Readonly<{
  /** `….cycle`; `….cycle.sig` is written beside it. */
  path: string;
  parts: readonly PartFile[];
  manifest: Omit<PackageManifest, 'parts'>;
  signer: Signer;
  /** age recipients: every station of the site and HQ's recovery. */
  recipients: readonly string[];
  /** Told the number of parts packed so far. */
  progress?: (done: number, total: number) => void;
}>;

export type WrittenPackage = Readonly<{
  manifest: PackageManifest;
  manifestHash: string;
  bytes: number;
  sha256: string;
}>;

/**
 * Writes a cycle package as the stock tools read it: `age -d | gunzip | tar x`. Everything streams. File and signature
 * appear under their names only when whole.
 */
export async function writePackage(options: WritePackageOptions): Promise<WrittenPackage> {
  const { path, parts, signer, recipients } = options;
  const manifest = PackageManifest.parse({ ...options.manifest, parts: parts.map(({ part }) => part) });
  if (!arePartsInOrder(manifest.parts)) throw new RangeError('The parts of a package have names and an order');
  const payload = utf8Bytes(JSON.stringify(manifest));
  const envelope = utf8Bytes(JSON.stringify(sealEnvelope(PAYLOAD_TYPE.manifest, payload, signer)));

  const encrypter = new Encrypter();
  for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
  const tar = pack();
  const zipped = createGzip();
  const unfinished = `${path}.part`;
  const counted = createCounter();
  try {
    const filled = fillTar(tar, envelope, options);
    const packed = pipeline(tar, zipped);
    const encrypted = await encrypter.encrypt(Readable.toWeb(zipped) as never);
    const output = createWriteStream(unfinished, { mode: 0o600, flush: true });
    await Promise.all([filled, packed, pipeline(Readable.fromWeb(encrypted as never), counted.stream, output)]);
    const { bytes, sha256 } = counted.result();
    const { programme, site, number } = manifest;
    const signed: PackageSignature = { v: 1, programme, site, number, bytes, sha256 };
    const signature = sealEnvelope(PAYLOAD_TYPE.outer, utf8Bytes(JSON.stringify(signed)), signer);
    await writeFile(`${path}${SIGNATURE_SUFFIX}`, JSON.stringify(signature), { mode: 0o600, flush: true });
    await rename(unfinished, path);
    return { manifest, manifestHash: createHash('sha256').update(payload).digest('hex'), bytes, sha256 };
  } catch (thrown) {
    tar.destroy(null);
    zipped.destroy();
    await rm(unfinished, { force: true });
    throw thrown;
  }
}

async function fillTar(tar: Pack, envelope: Uint8Array, options: WritePackageOptions): Promise<void> {
  const mtime = new Date(options.manifest.issuedAtMs);
  const { parts, progress } = options;
  await add(tar, { name: MANIFEST_NAME, size: envelope.length, mtime }, Readable.from([envelope]));
  for (const [index, { part, path }] of parts.entries()) {
    await add(tar, { name: part.name, size: part.bytes, mtime }, createReadStream(path, { highWaterMark: 256 * 1024 }));
    progress?.(index + 1, parts.length);
  }
  tar.finalize();
}

/** Fails where the file is no longer as long as it was described. */
async function add(tar: Pack, header: { name: string; size: number; mtime: Date }, source: Readable): Promise<void> {
  const entry = tar.entry({ ...header, mode: 0o600 });
  const closed = once(entry, 'close');
  for await (const chunk of source) {
    if (!entry.write(chunk as Uint8Array)) await once(entry, 'drain');
  }
  entry.end(null);
  await closed;
}

function createCounter(): { stream: Transform; result: () => { bytes: number; sha256: string } } {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ bytes, sha256: hash.digest('hex') }) };
}
