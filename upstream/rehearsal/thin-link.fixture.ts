import { request as openRequest } from 'node:http';
import { err, type Result } from '../../shared/result.ts';
import type { SignedRequest } from '../../shared/ipc/outbox-contract.ts';
import { retryDelayMs } from '../../main/upload/backoff.ts';
import { FIRST_PACE } from '../../main/upload/pace.ts';
import { runRound } from '../../main/upload/round.ts';
import { RECORD_BYTES, type Exchange, type LinkFailure, type Reply } from '../../main/upload/transport.ts';
import { PACKED_TYPE } from '../../shared/wire/packed-entries.ts';
import type { RealCollector } from './real-collector.fixture.ts';
import type { Station } from './station.fixture.ts';

/** A link as the field has it; all figures are of the simulation, none is measured by a clock. */
export type ThinLink = Readonly<{
  bytesPerSecond: number;
  roundTripMs: number;
  /** When it drops, in milliseconds of use; each drop is noticed at once. */
  dropsAtMs: readonly number[];
}>;

/** What the sender's requests meet at the other end. */
export type FarEnd = Readonly<{
  exchange: Exchange;
  /** A request that broke off after so many bytes of its body. */
  begun: (request: SignedRequest, bodyBytes: number) => Promise<void>;
}>;

/**
 * What a TLS 1.3 handshake costs, as Electron and a collector under Node were seen to make it with a certificate as `init` proposes
 * it. Resuming a session would take more: its tickets are larger than such a certificate.
 */
const HANDSHAKE = { bytes: 325 + 700, roundTrips: 2 };
/** Of a TLS record: header and tag. */
const RECORD_EXTRA = 22;

export type Sent = Readonly<{ bytes: number; ms: number; requests: number; drops: number }>;

/** The same numbers for the same seed, from 0 to below 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Sends the log over the link until it is done, with the real rounds and backoff. */
export async function sendOver(
  link: ThinLink,
  random: () => number,
  farEnd: FarEnd,
  outbox: Station['client']['outbox'],
): Promise<Sent> {
  const drops = link.dropsAtMs.toSorted((a, b) => a - b);
  const world = { ms: 0, usedMs: 0, bytes: 0, requests: 0, drops: 0, isUp: false };

  /** Moves so many bytes one way; answers how many of them arrived. Fewer than all: the link has dropped. */
  function move(bytes: number, restMs: number): number {
    const takesMs = (bytes * 1000) / link.bytesPerSecond + restMs;
    const leftMs = (drops[world.drops] ?? Number.POSITIVE_INFINITY) - world.usedMs;
    const movedMs = Math.min(takesMs, leftMs);
    const within = (ms: number): number => Math.min(bytes, Math.floor((Math.max(0, ms) * link.bytesPerSecond) / 1000));
    world.ms += movedMs;
    world.usedMs += movedMs;
    if (takesMs <= leftMs) {
      world.bytes += bytes;
      return bytes;
    }
    world.bytes += within(leftMs);
    world.isUp = false;
    world.drops += 1;
    return Math.min(bytes - 1, within(leftMs - restMs));
  }

  function connect(): boolean {
    if (world.isUp) return true;
    world.isUp = true;
    return move(HANDSHAKE.bytes, HANDSHAKE.roundTrips * link.roundTripMs) === HANDSHAKE.bytes;
  }

  const exchange = async (request: SignedRequest): Promise<Result<Reply, LinkFailure>> => {
    world.requests += 1;
    if (!connect()) return err('interrupted');
    const head = recorded(headBytes(request));
    const bodyLength = request.body?.length ?? 0;
    const all = head + recorded(bodyLength);
    const arrived = move(all, link.roundTripMs / 2);
    if (arrived < all) {
      const whole = Math.floor(Math.max(0, arrived - head) / (RECORD_BYTES + RECORD_EXTRA)) * RECORD_BYTES;
      if (whole > 0) await farEnd.begun(request, Math.min(whole, bodyLength));
      return err('interrupted');
    }
    const reply = await farEnd.exchange(request);
    const answer = reply.ok ? recorded(replyHeadBytes(request)) + recorded(reply.value.body.length) : 0;
    return move(answer, link.roundTripMs / 2) < answer ? err('interrupted') : reply;
  };

  const pace = { current: FIRST_PACE };
  for (let failures = 0; ;) {
    const outcome = await runRound({
      vault: outbox,
      exchange,
      fetchPackage: () => Promise.resolve({ kind: 'done' }),
      nowMs: () => world.ms,
      pace,
      breathe: () => Promise.resolve(true),
    });
    const { bytes, ms, requests } = world;
    if (outcome.kind === 'done') return { bytes, ms, requests, drops: world.drops };
    if (outcome.kind !== 'failed') throw new Error(outcome.kind);
    failures += 1;
    world.ms += retryDelayMs({ failures, linked: true }, random);
  }
}

/** A request of which only the beginning of the body arrives; over when the collector has taken in what it is worth. */
export function beginOver({ upstream, answered }: Pick<RealCollector, 'upstream' | 'answered'>): FarEnd['begun'] {
  return async ({ method, path, headers, body }, bodyBytes) => {
    await new Promise<void>((resolve) => {
      const length = { 'content-length': String(body?.length ?? 0) };
      const options = { method, headers: { ...headers, ...length }, agent: false };
      const sent = openRequest((upstream.url ?? '') + path, options);
      sent.on('error', () => undefined);
      sent.once('close', resolve);
      sent.write(body?.subarray(0, bodyBytes), () => sent.socket?.end());
    });
    await answered();
  };
}

/** Request line and head as Node writes them. */
function headBytes({ method, path, headers, body }: SignedRequest): number {
  const usual = {
    host: 'collector.example.org',
    connection: 'keep-alive',
    ...(body === null ? {} : { 'content-length': String(body.length) }),
  };
  const lines = Object.entries({ ...usual, ...headers }).map(([name, value]) => name.length + value.length + 4);
  return `${method} ${path} HTTP/1.1\r\n\r\n`.length + lines.reduce((sum, length) => sum + length, 0);
}

/** As the collector writes it. */
function replyHeadBytes({ path }: SignedRequest): number {
  return [
    'HTTP/1.1 200 OK',
    ...(path.endsWith('/head') ? [`accept: application/x-ndjson, ${PACKED_TYPE}`] : []),
    'content-type: application/json; charset=utf-8',
    'content-length: 1000',
    'Date: Thu, 26 Nov 2026 08:00:00 GMT',
    'Connection: keep-alive',
    'Keep-Alive: timeout=75',
    '\r\n',
  ].join('\r\n').length;
}

function recorded(bytes: number): number {
  return bytes + Math.ceil(bytes / RECORD_BYTES) * RECORD_EXTRA;
}
