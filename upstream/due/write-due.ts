import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { createPseudonyms } from '../../main/vault/entitlements/pseudonym.ts';
import type { Entitlement } from '../../shared/domain/roll.ts';
import { utf8Bytes } from '../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../shared/wire/documents.ts';
import { sealEnvelope } from '../../shared/wire/dsse.ts';
import { DueHead, type DueLine } from '../../shared/wire/due.ts';
import type { Signer } from '../../shared/wire/ed25519.ts';
import { dueLine } from '../../shared/wire/package/totals.ts';
import { createPartWriter } from '../issuer/package/part-file.ts';

/**
 * Names of a cycle's entitlements that are the same at all sites, by the issuer's own secret (32 bytes, hex): made as pseudonyms
 * are, from an id that says the cycle too.
 */
export function commonNames(commonSecret: string, cycle: string): (entitlement: string) => string {
  const { entitlement } = createPseudonyms(commonSecret);
  return (id) => entitlement(`${cycle}\0${id}`);
}

/**
 * Collects what a package makes due, under the cycle's pseudonyms (`cycleSecret`: 32 bytes, hex), and under `commonName` where
 * lists of several sites shall meet. Lines wait in `folder` until the package's hash is known.
 */
export function createDueWriter(folder: string, cycleSecret: string, commonName?: (entitlement: string) => string) {
  const pseudonyms = createPseudonyms(cycleSecret);
  const lines = createPartWriter(folder, 'due.ndjson');
  return {
    async add(entitlement: Entitlement): Promise<void> {
      const line: DueLine = [
        pseudonyms.entitlement(entitlement.id),
        pseudonyms.household(entitlement.household),
        entitlement.homeDesk ?? '',
        entitlement.lines.map(dueLine),
        ...(commonName === undefined ? ([] as const) : ([commonName(entitlement.id)] as const)),
      ];
      await lines.write(line);
    },
    /** Writes the file; it appears under its name only when whole. */
    async write(path: string, head: Omit<DueHead, 'v' | 'count' | 'sha256'>, signer: Signer): Promise<void> {
      const { part, path: written } = await lines.end();
      const payload = DueHead.parse({ v: 1, ...head, count: part.count, sha256: part.sha256 });
      const envelope = sealEnvelope(PAYLOAD_TYPE.due, utf8Bytes(JSON.stringify(payload)), signer);
      const unfinished = `${path}.part`;
      try {
        await pipeline(
          Readable.from(whole(`${JSON.stringify(envelope)}\n`, written)),
          createGzip(),
          createWriteStream(unfinished, { mode: 0o600, flush: true }),
        );
        await rename(unfinished, path);
      } catch (thrown) {
        await rm(unfinished, { force: true });
        throw thrown;
      }
    },
  };
}
export type DueWriter = ReturnType<typeof createDueWriter>;

async function* whole(first: string, path: string): AsyncGenerator<Uint8Array> {
  yield utf8Bytes(first);
  for await (const chunk of createReadStream(path)) yield chunk as Uint8Array;
}
