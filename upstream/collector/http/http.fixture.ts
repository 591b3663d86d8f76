import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpbis } from 'http-message-signatures';
import { keyId } from '../../../shared/wire/ed25519.ts';
import { REQUEST_SIGNATURE, UPLOAD_TYPES } from '../../../shared/wire/upload.ts';
import { packageFiles } from '../inbox/package-files.ts';
import { parcelFiles } from '../reimbursement/parcel-files.ts';
import type { TestDatabase } from '../sql/sql.fixture.ts';
import { createBench, witness } from '../testing/bench.fixture.ts';
import { NOW_MS, programme, type TestStation } from '../testing/station.fixture.ts';
import { startVerifier } from '../verification/verifier.ts';
import type { CollectorPorts } from './ports.ts';
import { createServer } from './server.ts';

export const OFFICE_TOKEN = 'a-token-of-the-office';

export type Asked = Readonly<{
  method: 'GET' | 'PUT' | 'POST';
  path: string;
  body?: Uint8Array;
  headers?: Record<string, string>;
  /** Who signs; nobody where it is left out. */
  by?: TestStation;
}>;

export type Reply = Readonly<{ status: number; headers: Headers; bytes: Buffer; json: unknown }>;

/** A request under way: `closed` once its line is, from whichever end. */
type Begun = Readonly<{ hangUp: () => void; closed: Promise<void> }>;

/** A collector that listens on a port of this computer, over a database of its own. */
export async function startCollector(make: () => Promise<TestDatabase>) {
  const bench = await createBench(make);
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-collector-'));
  const identity = await generateX25519Identity();
  const faults: unknown[] = [];
  const onFault = (fault: unknown): void => void faults.push(fault);
  const verifier = startVerifier({ sql: bench.sql, now: () => NOW_MS, sweepEveryMs: 60_000, onFault });
  const ports: CollectorPorts = {
    sql: bench.sql,
    witness,
    programme,
    identity,
    verifier,
    now: () => NOW_MS,
    packages: packageFiles(join(folder, 'packages')),
    parcels: parcelFiles(join(folder, 'claims')),
    officeToken: createHash('sha256').update(OFFICE_TOKEN).digest('hex'),
  };
  const office = { silentAfterMs: 60_000, pageFolder: join(folder, 'page') };
  mkdirSync(office.pageFolder);
  const app = await createServer({ ports, office, tls: null, logger: false });
  let onBody: (length: number) => void = () => undefined;
  // After the body's own reader, or it would miss what comes first.
  app.addHook('preHandler', async ({ raw }) => void raw.on('data', (chunk: Buffer) => onBody(chunk.length)));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });

  const ask = async (asked: Asked): Promise<Reply> => {
    const { method, path, body } = asked;
    const headers = asked.by === undefined ? headersOf(asked) : await signed(asked, asked.by, url);
    const response = await fetch(url + path, {
      method,
      headers,
      body: body === undefined ? null : Buffer.from(body),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      json: isJson ? (JSON.parse(bytes.toString()) as unknown) : undefined,
    };
  };
  return {
    ...bench,
    app,
    url,
    ports,
    folder,
    faults,
    ask,
    recipient: await identityToRecipient(identity),
    register: (one: TestStation) =>
      ask({
        method: 'POST',
        path: '/v1/logs',
        body: Buffer.from(JSON.stringify(one.registration())),
        headers: { 'content-type': UPLOAD_TYPES.envelope },
      }),
    send: (one: TestStation, from = 0, to?: number, changes: Partial<Asked> = {}) =>
      ask({
        method: 'PUT',
        path: `${pathOf(one)}/entries?from=${from}`,
        body: one.body(from, to),
        headers: { 'content-type': UPLOAD_TYPES.lines, 'content-encoding': 'br' },
        by: one,
        ...changes,
      }),
    /** Sends the beginning of a body, waits until it is there, and leaves the rest to the test. */
    async begin(by: TestStation, asked: Omit<Asked, 'method'>, bytes: Uint8Array): Promise<Begun> {
      const put = { method: 'PUT', ...asked } as const;
      const headers = { ...(await signed(put, by, url)), 'content-length': String(asked.body?.length) };
      const sent = request(url + asked.path, { method: put.method, headers, agent: false });
      sent.on('error', () => undefined);
      const closed = new Promise<void>((resolve) => sent.once('close', resolve));
      let left = bytes.length;
      const arrived = new Promise<void>((resolve) => {
        onBody = (length) => {
          left -= length;
          if (left === 0) resolve();
        };
      });
      sent.write(bytes);
      await arrived;
      return { hangUp: () => sent.socket?.end(), closed };
    },
    async close() {
      await app.close();
      await verifier.stop();
      await bench.close();
      rmSync(folder, { recursive: true });
    },
  };
}
export type TestCollector = Awaited<ReturnType<typeof startCollector>>;

export const pathOf = ({ origin }: TestStation): string => `/v1/logs/${encodeURIComponent(origin)}`;

/** As a test names them; the digest is right unless it is given. */
function headersOf({ body, headers = {} }: Asked): Record<string, string> {
  if (body === undefined) return headers;
  return { 'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`, ...headers };
}

async function signed(asked: Asked, { signer }: TestStation, url: string): Promise<Record<string, string>> {
  const { components, bodyComponent, algorithm } = REQUEST_SIGNATURE;
  const message = await httpbis.signMessage(
    {
      key: {
        id: keyId(signer.publicKey),
        alg: algorithm,
        sign: (data) => Promise.resolve(Buffer.from(signer.sign(data))),
      },
      fields: [...components, ...(asked.body === undefined ? [] : [bodyComponent])],
      // A station's clock that is years off.
      params: ['created', 'keyid', 'alg'],
      paramValues: { created: new Date('2031-01-01') },
    },
    { method: asked.method, url: url + asked.path, headers: headersOf(asked) },
  );
  return message.headers;
}
