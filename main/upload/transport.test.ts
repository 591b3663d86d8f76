import { createServer as createPlain, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { SignedRequest } from '../../shared/ipc/outbox-contract.ts';
import { AUTHORITY, CERTIFICATE, CERTIFICATE_KEY, OTHER_AUTHORITY } from './transport.fixture.ts';
import { openLink, RECORD_BYTES, type LinkOptions } from './transport.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const secure = (answer: RequestListener) => listen(createSecure({ cert: CERTIFICATE, key: CERTIFICATE_KEY }, answer));
const plain = (answer: RequestListener) => listen(createPlain(answer));

const request: SignedRequest = { method: 'GET', path: '/v1/x?y=1', headers: {}, body: null };
async function ask(options: LinkOptions, asked = request) {
  const link = openLink(options);
  const reply = await link.exchange(asked);
  link.close();
  return reply.ok ? { status: reply.value.status, body: Buffer.from(reply.value.body).toString() } : reply.error;
}

describe('the link', () => {
  it('believes a certificate of the pinned authorities only', async () => {
    const port = await secure((_request, response) => response.end('hello'));
    const url = `https://127.0.0.1:${port}`;
    expect(await ask({ url, authorities: `${OTHER_AUTHORITY}\n${AUTHORITY}` })).toEqual({ status: 200, body: 'hello' });
    expect(await ask({ url, authorities: OTHER_AUTHORITY })).toBe('certificate-not-believed');
    expect(await ask({ url, authorities: null })).toBe('certificate-not-believed');
    expect(await ask({ url: `https://localhost:${port}`, authorities: AUTHORITY })).toBe('certificate-not-believed');
  });

  it('speaks without TLS to this computer alone', async () => {
    const port = await plain((_request, response) => response.end('hello'));
    expect(await ask({ url: `http://127.0.0.1:${port}`, authorities: null })).toEqual({ status: 200, body: 'hello' });
    expect(await ask({ url: 'http://collector.example.org', authorities: null })).toBe('certificate-not-believed');
  });

  it('carries the body and the head as they are, below the address', async () => {
    const port = await plain((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        response.end([incoming.url, incoming.headers['x-a'], Buffer.concat(chunks).toString()].join(' ')),
      );
    });
    const asked: SignedRequest = { ...request, method: 'PUT', headers: { 'x-a': 'b' }, body: Buffer.from('body') };
    expect(await ask({ url: `http://127.0.0.1:${port}/base/`, authorities: null }, asked)).toEqual({
      status: 200,
      body: '/base/v1/x?y=1 b body',
    });
  });

  it('sends records so small that a line which breaks loses little', async () => {
    const records: number[] = [];
    const port = await secure((incoming, response) => {
      incoming.on('data', (chunk: Buffer) => records.push(chunk.length));
      incoming.on('end', () => response.end('hello'));
    });
    const body = Buffer.alloc(20_000, 1);
    const asked: SignedRequest = { ...request, method: 'PUT', body };
    expect(await ask({ url: `https://127.0.0.1:${port}`, authorities: AUTHORITY }, asked)).toMatchObject({
      status: 200,
    });
    expect(records.reduce((sum, length) => sum + length, 0)).toBe(body.length);
    expect(Math.max(...records)).toBeLessThanOrEqual(RECORD_BYTES);
  });

  it('tells the ways apart in which a line fails', async () => {
    const cut = await plain((incoming) => incoming.socket.destroy());
    const half = await plain((incoming, response) => {
      response.setHeader('content-length', 100);
      response.write('half', () => incoming.socket.destroySoon());
    });
    const silent = await plain(() => undefined);
    const at = (port: number): LinkOptions => ({ url: `http://127.0.0.1:${port}`, authorities: null, idleMs: 200 });
    expect(await ask(at(cut))).toBe('interrupted');
    expect(await ask(at(half))).toBe('interrupted');
    expect(await ask(at(silent))).toBe('no-answer');
    servers.pop()?.closeAllConnections();
    const gone = await plain(() => undefined);
    await new Promise<void>((resolve) => servers.pop()?.close(() => resolve()));
    expect(await ask(at(gone))).toBe('refused');
    expect(await ask({ url: 'https://nowhere.invalid', authorities: AUTHORITY, idleMs: 5000 })).toBe('offline');
  });
});
