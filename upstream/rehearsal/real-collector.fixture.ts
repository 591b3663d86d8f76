import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import type { Upstream } from '../../shared/domain/policy.ts';
import { toHex } from '../../shared/wire/bytes.ts';
import { keyId, type Signer } from '../../shared/wire/ed25519.ts';
import { UPLOAD_TYPES } from '../../shared/wire/upload.ts';
import { createServer } from '../collector/http/server.ts';
import type { DeliverPorts } from '../collector/inbox/deliver.ts';
import { packageFiles } from '../collector/inbox/package-files.ts';
import { parcelFiles } from '../collector/reimbursement/parcel-files.ts';
import { collectorMigrations, migrate } from '../collector/sql/migrate.ts';
import { databases } from '../collector/sql/sql.fixture.ts';
import type { Sql } from '../collector/sql/sql.ts';
import { startVerifier } from '../collector/verification/verifier.ts';

/** Where a collector of the rehearsals keeps its database. */
export type Place = Readonly<{ open: () => Promise<Sql>; remove: () => Promise<void> }>;

/** The quickest database at hand, gone when it is closed. */
export async function briefPlace(): Promise<Place> {
  const [, make] = databases.at(-1) ?? [];
  if (make === undefined) throw new Error('There is no database to test on');
  const { sql, close } = await make();
  return { open: () => Promise.resolve(sql), remove: close };
}

export type RealCollector = Awaited<ReturnType<typeof startRealCollector>>;

/**
 * The real collector, listening on a port of this computer. `world` is what a test does to it from outside: its clock, and the
 * line on which a package breaks off.
 */
export async function startRealCollector(place: Place, nowMs: () => number) {
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-upstream-'));
  const witness = { name: 'collector.example.org/w1', signer: signerOf(new Uint8Array(randomBytes(32))) };
  const identity = await generateX25519Identity();
  const issuingKeys: { kid: string; publicKey: string }[] = [];
  const programme = { programme: 'relief', issuingKeys };
  const packages = packageFiles(join(folder, 'packages'));
  const parcels = parcelFiles(join(folder, 'claims'));
  const faults: unknown[] = [];
  const onFault = (fault: unknown): void => void faults.push(fault);
  const world = { nowMs, breakPackageAfterBytes: undefined as number | undefined };
  const seen = { types: new Set<string>(), ranges: [] as string[] };
  const unanswered = new Unanswered();
  const now = (): number => world.nowMs();

  const serve = async (sql: Sql, port: number, atOnce?: number) => {
    const verifier = startVerifier({ sql, now, sweepEveryMs: 60_000, onFault });
    const ports = { sql, witness, programme, identity, packages, parcels, verifier, now, officeToken: null };
    const app = await createServer({ ports, tls: null, logger: false, ...(atOnce === undefined ? {} : { atOnce }) });
    watch(app, world, seen);
    unanswered.watch(app);
    const url = await app.listen({ host: '127.0.0.1', port });
    return {
      url,
      app,
      verifier,
      async stop() {
        await app.close();
        await verifier.stop();
      },
    };
  };

  let sql = await place.open();
  await migrate(sql, collectorMigrations, now());
  let server = await serve(sql, 0);
  const port = Number(new URL(server.url).port);
  const upstream: Upstream = {
    url: server.url,
    name: witness.name,
    publicKey: toHex(witness.signer.publicKey),
    recipient: await identityToRecipient(identity),
  };
  return {
    upstream,
    witness,
    identity,
    parcels,
    faults,
    world,
    seen,
    sql: (): Sql => sql,
    /** Believes certificates and documents by this key. */
    trust: ({ publicKey }: Signer): void =>
      void issuingKeys.push({ kid: keyId(publicKey), publicKey: toHex(publicKey) }),
    /** To put documents before stations with. */
    deliverPorts: (): DeliverPorts => ({ sql, programme, packages, nowMs: now() }),
    packagePath: (sha256: string): string => join(folder, 'packages', sha256),
    /** Leaves in hex, in order. */
    leaves: async (): Promise<string[]> => {
      const rows = await sql.query<{ leaf: Uint8Array }>('SELECT leaf FROM entry ORDER BY log, seq');
      return rows.map(({ leaf }) => toHex(new Uint8Array(leaf)));
    },
    size: async (): Promise<number> => {
      const [row] = await sql.query<{ size: number }>('SELECT count(*)::int AS size FROM entry');
      return row?.size ?? 0;
    },
    alarms: () => sql.query<{ kind: string; seq: number }>('SELECT kind, seq FROM alarm ORDER BY id'),
    checked: (): Promise<void> => server.verifier.settled(),
    /** Once everything that was asked so far has its answer, also where nobody waits for it any more. */
    answered: (): Promise<void> => unanswered.none(),
    /** What people carry, brought over HTTP; the answer's status and text. */
    async bring(body: string | Uint8Array): Promise<Readonly<{ status: number; text: string }>> {
      const type = typeof body === 'string' ? UPLOAD_TYPES.frames : UPLOAD_TYPES.bundle;
      const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
      const reply = await fetch(`${server.url}/v1/bundles`, {
        method: 'POST',
        body: Buffer.from(body),
        headers: { 'content-type': type, 'content-digest': digest },
      });
      return { status: reply.status, text: await reply.text() };
    },
    bringFile(path: string) {
      return this.bring(new Uint8Array(readFileSync(path)));
    },
    /** Nobody is let in meanwhile, on the same address. */
    async whileBusy<T>(work: () => Promise<T>): Promise<T> {
      await server.stop();
      server = await serve(sql, port, 0);
      try {
        return await work();
      } finally {
        await server.stop();
        server = await serve(sql, port);
      }
    },
    /** Stopped meanwhile, database and all; then started again on the same address. */
    async whileStopped(work: () => void): Promise<void> {
      await server.stop();
      await sql.close();
      work();
      sql = await place.open();
      await migrate(sql, collectorMigrations, now());
      server = await serve(sql, port);
    },
    async close(): Promise<void> {
      await server.stop();
      await place.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The requests that have no answer yet. */
class Unanswered {
  readonly #requests = new Set<object>();
  #waiting: (() => void)[] = [];

  watch(app: FastifyInstance): void {
    app.addHook('onRequest', async (request) => void this.#requests.add(request));
    app.addHook('onSend', async (request, _reply, payload) => {
      // One that is turned away at the door was never let in here.
      this.#requests.delete(request);
      if (this.#requests.size === 0) for (const resolve of this.#waiting.splice(0)) resolve();
      return payload;
    });
  }

  none(): Promise<void> {
    return this.#requests.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** Notes what arrives, and lets the line break in the middle of a package. */
function watch(
  app: FastifyInstance,
  world: Readonly<{ breakPackageAfterBytes: number | undefined }>,
  seen: Readonly<{ types: Set<string>; ranges: string[] }>,
): void {
  app.addHook('onRequest', async ({ headers, url }) => {
    if (headers['content-type'] !== undefined) seen.types.add(headers['content-type']);
    if (url.startsWith('/v1/packages/')) seen.ranges.push(headers.range ?? '');
  });
  app.addHook('onSend', async (request, _reply, payload) => {
    const most = world.breakPackageAfterBytes;
    if (most === undefined || !(payload instanceof Readable)) return payload;
    return Readable.from(
      (async function* broken() {
        let left = most;
        for await (const chunk of payload as AsyncIterable<Uint8Array>) {
          yield chunk.subarray(0, left);
          left -= chunk.length;
          if (left > 0) continue;
          request.raw.socket.destroySoon();
          return;
        }
      })(),
    );
  });
}
