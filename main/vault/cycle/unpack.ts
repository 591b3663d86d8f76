import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable, Transform } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import type { PackageManifest } from '../../../shared/wire/documents.ts';
import { MANIFEST_NAME, PACKAGE_BOUNDS, tarBytes, type ManifestPart } from '../../../shared/wire/package/layout.ts';
import { age } from '../crypto/age.ts';
import { failureOf, Refusal } from './refusal.ts';

/** A part as it streams by; the next one comes only after this one was read to its end. */
export type StreamedPart = Readonly<{ part: ManifestPart; chunks: AsyncIterable<Uint8Array> }>;

export type Unpacked = Readonly<{
  manifest: PackageManifest;
  /** SHA-256 (hex) of the manifest's bytes. */
  manifestHash: string;
  /** In the manifest's order, each checked for length and hash as it ends; ends only if nothing follows the last. */
  parts: AsyncGenerator<StreamedPart>;
  /** Frees the streams; needed where the parts are not read to the end. */
  close: () => void;
}>;

export type UnpackOptions = Readonly<{
  file: FileHandle;
  /** age secret key (`AGE-SECRET-KEY-1…`). */
  identity: string;
  /** Verifies `manifest.json` (a DSSE envelope); throws a Refusal. */
  readManifest: (envelope: Uint8Array) => Readonly<{ manifest: PackageManifest; payload: Uint8Array }>;
  /** Encrypted bytes read so far. */
  onBytes: (bytes: number) => void;
}>;

type Entry = AsyncIterable<Uint8Array> & Readonly<{ header: Header }>;

const READ_BYTES = 256 * 1024;

/**
 * Streams a package: age → gzip → tar, nothing kept in memory but one chunk of each. Whatever is wrong inside is thrown as a
 * Refusal: by then the file is known to be as signed, so `damaged` means the signer's fault.
 */
export async function unpack(options: UnpackOptions): Promise<Unpacked> {
  const { size: fileBytes } = await options.file.stat();
  const limiter = createLimiter(PACKAGE_BOUNDS.manifestBytes + 4096);
  const tar = extract();
  const decrypted = await decrypt(options);
  // The entries' iterator reports the error, wherever in the line it happened.
  pipeline(Readable.fromWeb(decrypted), createGunzip({ chunkSize: READ_BYTES }), limiter.stream, tar, (thrown) => {
    if (thrown) tar.destroy(thrown);
  });
  // A tar entry yields bytes, which its type does not say.
  const entries = tar[Symbol.asyncIterator]() as AsyncIterator<unknown> as AsyncIterator<Entry>;
  const close = (): void => {
    tar.destroy();
  };
  try {
    const first = await nextEntry(entries);
    if (first === undefined || first.header.name !== MANIFEST_NAME) throw new Refusal('not-a-package');
    const envelope = await readWhole(first, PACKAGE_BOUNDS.manifestBytes);
    const { manifest, payload } = options.readManifest(envelope);
    const total = tarBytes([envelope.length, ...manifest.parts.map(({ bytes }) => bytes)]);
    checkTotal(total, fileBytes);
    limiter.allow(total);
    return {
      manifest,
      manifestHash: createHash('sha256').update(payload).digest('hex'),
      parts: streamParts(entries, manifest.parts, () => limiter.passed() === total),
      close,
    };
  } catch (thrown) {
    close();
    throw refusalOf(thrown);
  }
}

async function* streamParts(
  entries: AsyncIterator<Entry>,
  parts: readonly ManifestPart[],
  isComplete: () => boolean,
): AsyncGenerator<StreamedPart> {
  for (const part of parts) {
    const entry = await nextEntry(entries);
    const isListed =
      entry?.header.name === part.name && entry.header.type === 'file' && entry.header.size === part.bytes;
    if (entry === undefined || !isListed) throw new Refusal('damaged', `${part.name} is not where the manifest says`);
    let isRead = false;
    yield {
      part,
      chunks: checked(entry, part, () => {
        isRead = true;
      }),
    };
    if (!isRead) throw new Error('A part was not read to its end');
  }
  if ((await nextEntry(entries)) !== undefined || !isComplete())
    throw new Refusal('damaged', 'more than the manifest says');
}

async function* checked(entry: Entry, part: ManifestPart, onEnd: () => void): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of entry) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  } catch (thrown) {
    throw refusalOf(thrown);
  }
  if (bytes !== part.bytes || hash.digest('hex') !== part.sha256) throw new Refusal('damaged', part.name);
  onEnd();
}

async function nextEntry(entries: AsyncIterator<Entry>): Promise<Entry | undefined> {
  try {
    const next = await entries.next();
    return next.done === true ? undefined : next.value;
  } catch (thrown) {
    throw refusalOf(thrown);
  }
}

/** All bytes of a short stream. Throws a Refusal where there are more than allowed. */
export async function readWhole(chunks: AsyncIterable<Uint8Array>, maximumBytes: number): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maximumBytes) throw new Refusal('too-large');
    kept.push(chunk);
  }
  return Buffer.concat(kept, bytes);
}

async function decrypt({ file, identity, onBytes }: UnpackOptions): Promise<ReadableStream> {
  const decrypter = new (await age()).Decrypter();
  decrypter.addIdentity(identity);
  try {
    return (await decrypter.decrypt(fileStream(file, onBytes) as never)) as unknown as ReadableStream;
  } catch (thrown) {
    const isForOthers = thrown instanceof Error && /no identity matched/.test(thrown.message);
    throw isForOthers ? new Refusal('foreign-station') : refusalOf(thrown);
  }
}

function fileStream(file: FileHandle, onBytes: (bytes: number) => void): ReadableStream<Uint8Array> {
  let position = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const buffer = new Uint8Array(READ_BYTES);
      const { bytesRead } = await file.read(buffer, 0, READ_BYTES, position);
      position += bytesRead;
      onBytes(position);
      if (bytesRead === 0) controller.close();
      else controller.enqueue(buffer.subarray(0, bytesRead));
    },
  });
}

/** Lets bytes through up to an allowance, which is small until the signed manifest says how much there will be. */
function createLimiter(first: number): { stream: Transform; allow: (bytes: number) => void; passed: () => number } {
  let allowed = first;
  let passed = 0;
  const stream = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      passed += chunk.length;
      if (passed > allowed) done(new Refusal('too-large'));
      else done(null, chunk);
    },
  });
  return {
    stream,
    allow: (bytes) => {
      allowed = bytes;
    },
    passed: () => passed,
  };
}

function checkTotal(total: number, fileBytes: number): void {
  const isBomb = total > PACKAGE_BOUNDS.ratioFreeBytes && total / fileBytes > PACKAGE_BOUNDS.unpackRatio;
  if (total > PACKAGE_BOUNDS.unpackedBytes || isBomb) throw new Refusal('too-large');
}

/** Errors of age, gzip and tar all mean the same here; those of the disk keep their own meaning. */
function refusalOf(thrown: unknown): Error {
  if (thrown instanceof Refusal) return thrown;
  if (failureOf(thrown) !== undefined && thrown instanceof Error) return thrown;
  return new Refusal('damaged');
}
