import { Decrypter, Encrypter } from 'age-encryption';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { installPackage, type InstallOptions } from '../../../main/vault/cycle/install.ts';
import { fromBase64, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE, type PackageManifest, type PackageSignature } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import type { Bench } from './issue.fixture.ts';

/** Takes packages apart and puts them together wrongly, with good signatures all the same: what a buggy or bribed issuer could make. */
export type Entry = { name: string; bytes: Uint8Array; header?: Record<string, unknown> };
export type Pieces = { manifest: PackageManifest; entries: Entry[] };

export async function takeApart(path: string, identity: string): Promise<Pieces> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const tar = extract();
  tar.end(gunzipSync(await decrypter.decrypt(new Uint8Array(readFileSync(path)))));
  const entries: Entry[] = [];
  for await (const entry of tar) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry) chunks.push(chunk as Uint8Array);
    entries.push({ name: entry.header.name, bytes: Buffer.concat(chunks) });
  }
  const [first, ...rest] = entries;
  const envelope = JSON.parse(Buffer.from(first?.bytes ?? []).toString()) as { payload: string };
  return {
    manifest: JSON.parse(Buffer.from(fromBase64(envelope.payload)).toString()) as PackageManifest,
    entries: rest,
  };
}

/** States sizes and hashes of the entries in the manifest as they are. */
export function describeParts(pieces: Pieces): void {
  pieces.manifest.parts = pieces.entries.map(({ name, bytes }) => ({
    name,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    count: pieces.manifest.parts.find((part) => part.name === name)?.count ?? 1,
  }));
}

export function setText(pieces: Pieces, name: string, change: (text: string) => string): void {
  const entry = pieces.entries.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new Error(name);
  entry.bytes = utf8Bytes(change(Buffer.from(entry.bytes).toString()));
}

export async function tarOf(pieces: Pieces, signer: Signer): Promise<Buffer> {
  const manifest = utf8Bytes(
    JSON.stringify(sealEnvelope(PAYLOAD_TYPE.manifest, utf8Bytes(JSON.stringify(pieces.manifest)), signer)),
  );
  const tar = pack();
  for (const { name, bytes, header } of [{ name: 'manifest.json', bytes: manifest }, ...pieces.entries] as Entry[]) {
    if (header === undefined) tar.entry({ name, size: bytes.length }, Buffer.from(bytes));
    else tar.entry({ name, ...header });
  }
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** Encrypts and signs any bytes as a package. */
export async function sealBytes(
  bench: Bench,
  path: string,
  unpacked: Uint8Array,
  more: Partial<PackageSignature> = {},
): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(bench.certificate.recipient);
  signFile(bench, path, await encrypter.encrypt(unpacked), more);
}

export function signFile(
  bench: Bench,
  path: string,
  file: Uint8Array,
  more: Partial<PackageSignature> = {},
  signer = bench.signer,
): void {
  writeFileSync(path, file);
  const sha256 = createHash('sha256').update(file).digest('hex');
  const signed: PackageSignature = {
    v: 1,
    programme: 'relief',
    site: 'kassala',
    number: 1,
    bytes: file.length,
    sha256,
    ...more,
  };
  writeFileSync(
    `${path}.sig`,
    JSON.stringify(sealEnvelope(PAYLOAD_TYPE.outer, utf8Bytes(JSON.stringify(signed)), signer)),
  );
}

export async function seal(
  bench: Bench,
  path: string,
  pieces: Pieces,
  more: Partial<PackageSignature> = {},
): Promise<void> {
  await sealBytes(bench, path, gzipSync(await tarOf(pieces, bench.signer)), more);
}

/** Changes the lines of a part and states its new size and hash, so that only the content is wrong. */
export function rewrite(made: Pieces, name: string, change: (lines: string[]) => string[]): void {
  setText(made, name, (text) => `${change(text.trimEnd().split('\n')).join('\n')}\n`);
  describeParts(made);
}

/** The code with which the package is refused; fails where the attempt left a trace. */
export async function refusalOf(bench: Bench, more: Partial<InstallOptions> = {}): Promise<string> {
  const result = await installPackage(bench.install(more));
  const left = readdirSync(bench.folder).filter((name) => name.startsWith('cycle-'));
  if (!result.ok && left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
  return result.ok ? 'installed' : result.error.code;
}
