import { err, type Result } from '../../shared/result.ts';
import type { SignedRequest } from '../../shared/ipc/outbox-contract.ts';
import { retryDelayMs } from '../../main/upload/backoff.ts';
import { FIRST_PACE } from '../../main/upload/pace.ts';
import { runRound } from '../../main/upload/round.ts';
import type { Exchange, LinkFailure, Reply } from '../../main/upload/transport.ts';
import type { Station } from './station.fixture.ts';

/** A link as the field has it; all figures are of the simulation, none is measured by a clock. */
export type ThinLink = Readonly<{
  bytesPerSecond: number;
  roundTripMs: number;
  /** Between two drops, on average; each is noticed at once. */
  meanUpMs: number;
}>;

/** What a TLS 1.3 handshake costs with one certificate, there and back; resumed where the station has been here before. */
const FULL_HANDSHAKE = { up: 470, down: 1789, roundTrips: 2 };
const RESUMED_HANDSHAKE = { up: 773, down: 325, roundTrips: 2 };
/** Of a TLS record: header and tag, one for the head and one for every 16 kB. */
const RECORD_BYTES = 22;
const RECORD_LENGTH = 16_384;

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

/** Sends the log over the link until it is done, with the real rounds and backoff; `carry` does what the link lets through. */
export async function sendOver(
  link: ThinLink,
  seed: number,
  carry: Exchange,
  outbox: Station['client']['outbox'],
): Promise<Sent> {
  const random = seeded(seed);
  const world = { ms: 0, bytes: 0, requests: 0, drops: 0, upUntilMs: -1, knownHere: false };

  /** Moves so many bytes one way; false where the link drops meanwhile. */
  function move(bytes: number, restMs: number): boolean {
    const takesMs = (bytes * 1000) / link.bytesPerSecond + restMs;
    const leftMs = world.upUntilMs - world.ms;
    if (takesMs <= leftMs) {
      world.ms += takesMs;
      world.bytes += bytes;
      return true;
    }
    world.bytes += Math.floor(bytes * Math.max(0, leftMs / takesMs));
    world.ms += Math.max(0, leftMs);
    world.upUntilMs = -1;
    world.drops += 1;
    return false;
  }

  function connect(): boolean {
    if (world.upUntilMs >= world.ms) return true;
    world.upUntilMs = world.ms - Math.log(1 - random()) * link.meanUpMs;
    const { up, down, roundTrips } = world.knownHere ? RESUMED_HANDSHAKE : FULL_HANDSHAKE;
    const done = move(up + down, roundTrips * link.roundTripMs);
    world.knownHere ||= done;
    return done;
  }

  const exchange = async (request: SignedRequest): Promise<Result<Reply, LinkFailure>> => {
    world.requests += 1;
    if (!connect() || !move(requestBytes(request), link.roundTripMs / 2)) return err('interrupted');
    const reply = await carry(request);
    if (reply.ok && !move(replyBytes(reply.value), link.roundTripMs / 2)) return err('interrupted');
    return reply;
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
    const { bytes, ms, requests, drops } = world;
    if (outcome.kind === 'done') return { bytes, ms, requests, drops };
    if (outcome.kind !== 'failed') throw new Error(outcome.kind);
    failures += 1;
    world.ms += retryDelayMs({ failures, linked: true }, random);
  }
}

/** Request line and head as HTTP/1.1 writes them, body, TLS records. */
function requestBytes({ method, path, headers, body }: SignedRequest): number {
  const usual = {
    host: 'collector.example.org',
    connection: 'keep-alive',
    'content-length': String(body?.length ?? 0),
  };
  const lines = Object.entries({ ...usual, ...headers }).map(([name, value]) => name.length + value.length + 4);
  const head = `${method} ${path} HTTP/1.1\r\n\r\n`.length + lines.reduce((sum, length) => sum + length, 0);
  return recorded(head) + recorded(body?.length ?? 0);
}

const REPLY_HEADERS = ['date', 'content-type', 'content-length', 'connection', 'keep-alive', 'accept'];
function replyBytes({ header, body }: Reply): number {
  const lines = REPLY_HEADERS.map((name) =>
    header(name) === undefined ? 0 : name.length + (header(name)?.length ?? 0) + 4,
  );
  return (
    recorded('HTTP/1.1 200 OK\r\n\r\n'.length + lines.reduce((sum, length) => sum + length, 0)) + recorded(body.length)
  );
}

function recorded(bytes: number): number {
  return bytes === 0 ? 0 : bytes + Math.ceil(bytes / RECORD_LENGTH) * RECORD_BYTES;
}
