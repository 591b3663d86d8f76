import { request as plainRequest, Agent as PlainAgent, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as secureRequest, Agent as SecureAgent } from 'node:https';
import { TLSSocket } from 'node:tls';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SignedRequest } from '../../shared/ipc/outbox-contract.ts';

export type LinkFailure = 'offline' | 'refused' | 'no-answer' | 'interrupted' | 'certificate-not-believed';

export type Reply = Readonly<{ status: number; header: (name: string) => string | undefined; body: Uint8Array }>;

/** Carries one request there and its answer back. Never throws for what a network does. */
export type Exchange = (request: SignedRequest) => Promise<Result<Reply, LinkFailure>>;

/** Takes the body of an answer as it comes; what it throws ends the request. */
export type Sink = (chunk: Uint8Array) => void | Promise<void>;

export type Link = Readonly<{
  exchange: Exchange;
  /** The same, with the body of a good answer (2xx) given to `sink` piece by piece; the reply's own body is then empty. */
  stream: (request: SignedRequest, sink: (reply: Omit<Reply, 'body'>) => Sink) => Promise<Result<Reply, LinkFailure>>;
  close: () => void;
}>;

export type LinkOptions = Readonly<{
  /** Base address. */
  url: string;
  /** PEM. Nobody else's certificate is believed, the system's own list included. */
  authorities: string | null;
  /** Silence for so long ends a request. */
  idleMs?: number;
}>;

const IDLE_MS = 60_000;
/**
 * Most that goes into one TLS record (RFC 8446, 5.1). The other side has nothing of a record until it is whole: of a line that
 * breaks, so much is lost. It costs 22 bytes each.
 */
export const RECORD_BYTES = 1024;
const MAXIMUM_REPLY_BYTES = 8 * 1024 * 1024;

/** A connection that is kept open between requests; where it has to be made anew its TLS session is resumed. */
export function openLink({ url, authorities, idleMs = IDLE_MS }: LinkOptions): Link {
  const base = new URL(url);
  const secure = base.protocol === 'https:';
  // Without TLS nobody outside this computer may be spoken to, whatever a package says.
  const allowed = secure || isLoopback(base.hostname);
  const agent = secure
    ? new SecureAgent({
        keepAlive: true,
        maxSockets: 1,
        ca: authorities === null ? [] : [authorities],
        minVersion: 'TLSv1.2',
      })
    : new PlainAgent({ keepAlive: true, maxSockets: 1 });

  async function send(
    asked: SignedRequest,
    sink: (reply: Omit<Reply, 'body'>) => Sink,
  ): Promise<Result<Reply, LinkFailure>> {
    if (!allowed) return err('certificate-not-believed');
    const body = asked.body ?? undefined;
    const options: RequestOptions = {
      agent,
      method: asked.method,
      headers: { ...asked.headers, ...(body === undefined ? {} : { 'content-length': String(body.length) }) },
    };
    try {
      const incoming = await answered(
        new URL(base.href.replace(/\/$/, '') + asked.path),
        secure,
        options,
        body,
        idleMs,
      );
      return ok(await received(incoming, sink));
    } catch (thrown) {
      return err(failureOf(thrown));
    }
  }

  return {
    exchange: (asked) => send(asked, () => () => undefined),
    stream: send,
    close: () => agent.destroy(),
  };
}

function answered(
  url: URL,
  secure: boolean,
  options: RequestOptions,
  body: Uint8Array | undefined,
  idleMs: number,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (secure ? secureRequest : plainRequest)(url, options);
    request.once('response', resolve);
    request.once('socket', (socket) => {
      if (socket instanceof TLSSocket) socket.setMaxSendFragment(RECORD_BYTES);
    });
    request.once('error', reject);
    request.setTimeout(idleMs, () => request.destroy(Object.assign(new Error('Silence'), { code: 'ETIMEDOUT' })));
    request.end(body);
  });
}

async function received(incoming: IncomingMessage, sink: (reply: Omit<Reply, 'body'>) => Sink): Promise<Reply> {
  const reply = {
    status: incoming.statusCode ?? 0,
    header: (name: string): string | undefined => {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
  };
  const pass = reply.status >= 200 && reply.status < 300 ? sink(reply) : undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    await pass?.(chunk);
    length += chunk.length;
    if (length <= MAXIMUM_REPLY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (!incoming.complete) throw Object.assign(new Error('Cut off'), { code: 'ECONNRESET' });
  return { ...reply, body: new Uint8Array(Buffer.concat(chunks)) };
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

const UNREACHABLE = ['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'];

/** Sorts what Node throws; whatever is not known counts as a line that broke. */
function failureOf(thrown: unknown): LinkFailure {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (UNREACHABLE.includes(code)) return 'offline';
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ETIMEDOUT') return 'no-answer';
  // OpenSSL's names for everything that can be wrong with a certificate, and Node's for one made for another host.
  if (/CERT|UNABLE_TO|SELF_SIGNED|ERR_TLS|ERR_SSL|ISSUER/.test(code)) return 'certificate-not-believed';
  return 'interrupted';
}
