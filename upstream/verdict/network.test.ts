import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { jws, rsa, voucher, voucherClaims, openG2p, ask } from './sign.fixture.ts';
import { vectorCases } from './vectors.fixture.ts';

/** Whoever tries to reach anything is noted, and stopped. */
const tried: string[] = [];

beforeEach(() => {
  tried.length = 0;
  const stop = (name: string) => (): never => {
    tried.push(name);
    throw new Error(`${name} was called`);
  };
  vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(stop('net'));
  vi.spyOn(tls, 'connect').mockImplementation(stop('tls'));
  vi.spyOn(http, 'request').mockImplementation(stop('http'));
  vi.spyOn(https, 'request').mockImplementation(stop('https'));
  vi.spyOn(dns, 'lookup').mockImplementation(stop('dns'));
  vi.stubGlobal('fetch', stop('fetch'));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('asks nobody for anything, whatever addresses a code names', async () => {
  for (const { text, trust, at } of vectorCases) await ask(text, trust, { nowMs: Date.parse(at) });
  const lures = {
    jku: 'https://keys.example.org/jwks.json',
    x5u: 'https://keys.example.org/x.pem',
    kid: 'https://keys.example.org/key',
  };
  const status = { status_list: { idx: 1, uri: 'https://keys.example.org/list' } };
  await ask(jws({ alg: 'RS256', ...lures }, { ...voucherClaims, status }, rsa.privateKey), { issuers: [openG2p] });
  await ask(voucher({ iss: 'https://keys.example.org' }), { issuers: [openG2p] });
  const context = ['https://keys.example.org/context.json'];
  const document = { '@context': context, type: ['T'], issuer: 'x', credentialSubject: { a: 1 }, proof: {} };
  await ask(JSON.stringify(document), { keys: openG2p.keys, statusLists: [] });
  expect(tried).toEqual([]);
});

it('would have noticed', () => {
  expect(() => http.get('http://127.0.0.1:9/')).toThrow('was called');
  expect(tried).not.toEqual([]);
});
