import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { VaultContract } from '../../shared/ipc/host-contract.ts';
import type { Client } from '../../shared/ipc/kinds.ts';
import type { PackageOrder } from '../../shared/ipc/outbox-contract.ts';
import { problemOf } from './problem.ts';
import { linkOutcome, vaultOutcome, type Outcome } from './exchange.ts';
import type { Link } from './transport.ts';

export type DownloadPorts = Readonly<{
  vault: Client<VaultContract>['outbox'];
  link: Pick<Link, 'stream'>;
  /** Where arrived packages lie; made where it is missing. */
  folder: string;
}>;

/** Where the package with this hash lies once it is whole; its signature beside it, `.sig` added. */
export function packagePath(folder: string, sha256: string): string {
  return join(folder, `${sha256}.cycle`);
}

/**
 * Fetches a package into the profile. What a broken line left behind is kept and gone on from; a whole file appears under its name
 * only with the right hash. Whether it may be installed is judged at the install, as for a file from a stick.
 */
export async function fetchPackage(ports: DownloadPorts, order: PackageOrder): Promise<Outcome> {
  const { vault, folder } = ports;
  const path = packagePath(folder, order.sha256);
  const part = `${path}.part`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (!existsSync(path)) {
      const fetched = await fetchPart(ports, order, part);
      if (fetched !== undefined) return fetched;
      await writeWhole(`${path}.sig`, order.signature);
      await rename(part, path);
    }
  } catch (thrown) {
    if (isDisk(thrown)) return { kind: 'failed', problem: 'station-fault' };
    throw thrown;
  }
  const arrived = await vault.packageArrived({ id: order.id });
  return arrived.ok ? { kind: 'done' } : vaultOutcome(arrived.error.code);
}

/** Undefined where the part is whole and as it should be. */
async function fetchPart(
  { vault, link }: DownloadPorts,
  order: PackageOrder,
  part: string,
): Promise<Outcome | undefined> {
  const have = (await stat(part).catch(() => undefined))?.size ?? 0;
  if (have < order.bytes) {
    const asked = await vault.askPackage({ sha256: order.sha256, from: have });
    if (!asked.ok) return vaultOutcome(asked.error.code);
    const file = await open(part, 'a', 0o600);
    try {
      const reply = await link.stream(asked.value, ({ status }) =>
        sinkInto(file, order.bytes, status === 206 ? have : 0),
      );
      if (!reply.ok) return linkOutcome(reply.error);
      const refused = problemOf(reply.value);
      if (refused !== undefined) return { kind: 'failed', problem: refused.problem };
      await file.sync();
    } finally {
      await file.close();
    }
  }
  const { size } = await stat(part);
  if (size === order.bytes && (await hashOf(part)) === order.sha256) return undefined;
  // Short: the next round goes on. Whole but wrong: it begins anew.
  if (size >= order.bytes) await rm(part, { force: true });
  return { kind: 'failed', problem: 'interrupted' };
}

/** Appends to the file from byte `start` on; a server that ignored the range sends everything from the beginning. */
function sinkInto(file: FileHandle, most: number, start: number): (chunk: Uint8Array) => Promise<void> {
  let length = start;
  let cut = false;
  return async (chunk) => {
    if (!cut) await file.truncate(start);
    cut = true;
    length += chunk.length;
    if (length > most) throw Object.assign(new Error('More than was announced'), { code: 'ECONNRESET' });
    await file.appendFile(chunk);
  };
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function isDisk(thrown: unknown): boolean {
  return thrown instanceof Error && 'syscall' in thrown;
}
