import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OTHER_AUTHORITY } from '../../main/upload/transport.fixture.ts';
import { openLink } from '../../main/upload/transport.ts';
import { Upstream } from '../../shared/domain/policy.ts';
import { LogHead } from '../../shared/wire/upload.ts';
import { databases, type TestDatabase } from '../collector/sql/sql.fixture.ts';
import { buildProgram, type Program, type Serving } from '../collector/testing/program.fixture.ts';
import { CERTIFICATES, PROGRAMME_AUTHORITY } from './certificates.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { rounds } from './sending.fixture.ts';
import { must, openedDay, type Rehearsal, type Station } from './station.fixture.ts';

/** The collector's own command `serve` in a process of its own, over HTTPS, before the station's own line. */
let folder: string;
let database: TestDatabase | undefined;
let program: Program;
let serving: Serving;
let upstream: Upstream;
let rehearsal: Rehearsal & { station: Station };
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tallypoint-secure-'));
  const [, make] = databases.find(([kind]) => kind === 'postgres') ?? [];
  database = await make?.();
  program = await buildProgram(database?.url);
  lay(CERTIFICATES.first);
  writeFileSync(path('authority.pem'), PROGRAMME_AUTHORITY);
  const port = String(await freePort());
  const tls = ['--tls', `${path('server.key')},${path('server.pem')}`, '--authorities', path('authority.pem')];
  const named = ['--name', 'collector.example.org', '--url', `https://127.0.0.1:${port}`];
  const made = await program.run('init', '--data', path('data'), '--programme', path('programme'), ...named, ...tls);
  upstream = Upstream.parse(JSON.parse(made.out));
  rehearsal = await openedDay(plainRoll(3, { upstream }));
  const { programme, issuingKey } = rehearsal.programme;
  writeFileSync(join(path('data'), 'programme.json'), JSON.stringify({ programme, issuingKey }));
  serving = program.serve('--data', path('data'), '--host', '127.0.0.1', '--port', port);
  await serving.says(/Server listening at https:/);
}, 240_000);

afterAll(async () => {
  await serving.stop();
  await database?.close();
  program.remove();
  rehearsal.close();
  rmSync(folder, { recursive: true });
});

function lay({ key, cert }: Readonly<{ key: string; cert: string }>): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path('server.key'), key);
  writeFileSync(path('server.pem'), cert);
}

/** Lays another certificate and tells the collector. */
async function renew(certificate: Readonly<{ key: string; cert: string }>, says = /read the certificate again/) {
  lay(certificate);
  serving.signal('SIGHUP');
  await serving.says(says);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Status of an answer over a new connection, or why there is none. */
async function ask(authorities: string | null, url = upstream.url ?? ''): Promise<number | string> {
  const link = openLink({ url, authorities });
  const reply = await link.exchange({ method: 'GET', path: '/healthz', headers: {}, body: null });
  link.close();
  return reply.ok ? reply.value.status : reply.error;
}

/** The certificate that a new connection is shown, whoever believes it. */
function shown(): Promise<string> {
  const { hostname, port } = new URL(upstream.url ?? '');
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), ca: PROGRAMME_AUTHORITY }, () => {
      resolve(socket.getPeerX509Certificate()?.toString() ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

const NOT_BELIEVED = 'certificate-not-believed';

test('a station sends over it, believing the authority that its package names', async () => {
  expect(upstream.certificateAuthorities).toBe(PROGRAMME_AUTHORITY);
  const { client } = rehearsal.station;
  expect(await rounds(client, path('arrived'))()).toEqual({ kind: 'done' });
  const { total, acknowledged, alarms } = must(await client.host.view()).outbox;
  expect([acknowledged, alarms]).toEqual([total, []]);
  const link = openLink({ url: upstream.url ?? '', authorities: upstream.certificateAuthorities ?? null });
  const head = must((await link.exchange(must(await client.outbox.askHead()))) as never) as { body: Uint8Array };
  link.close();
  expect(LogHead.parse(JSON.parse(Buffer.from(head.body).toString())).size).toBe(total);
});

test('nobody else is believed: not another authority, not the system’s, not under another name, not without TLS', async () => {
  expect(await ask(PROGRAMME_AUTHORITY)).toBe(200);
  expect(await ask(OTHER_AUTHORITY)).toBe(NOT_BELIEVED);
  expect(await ask(null)).toBe(NOT_BELIEVED);
  expect(await ask(PROGRAMME_AUTHORITY, upstream.url?.replace('127.0.0.1', 'localhost'))).toBe(NOT_BELIEVED);
  expect(await ask(PROGRAMME_AUTHORITY, upstream.url?.replace('https:', 'http:'))).toBe('interrupted');
});

test('a renewed certificate is taken without a restart, and one that cannot be read leaves the former', async () => {
  expect(await shown()).toBe(CERTIFICATES.first.cert);
  await renew(CERTIFICATES.renewed);
  expect(await shown()).toBe(CERTIFICATES.renewed.cert);
  expect(await ask(PROGRAMME_AUTHORITY)).toBe(200);
  // The key of one and the certificate of another.
  await renew({ key: CERTIFICATES.first.key, cert: CERTIFICATES.renewed.cert }, /the former certificate stays/);
  expect(await shown()).toBe(CERTIFICATES.renewed.cert);
  expect(readFileSync(path('server.key'), 'utf8')).toBe(CERTIFICATES.first.key);
});

test.each(['expired', 'elsewhere'] as const)(
  'a certificate that is %s is not believed, until it is mended',
  async (one) => {
    await renew(CERTIFICATES[one]);
    expect(await ask(PROGRAMME_AUTHORITY)).toBe(NOT_BELIEVED);
    const { client } = rehearsal.station;
    expect(await rounds(client, path('arrived'))()).toEqual({ kind: 'failed', problem: NOT_BELIEVED });
    await renew(CERTIFICATES.first);
    expect(await rounds(client, path('arrived'))()).toEqual({ kind: 'done' });
  },
);
