import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signerOf, verify } from '../../main/vault/crypto/ed25519.ts';
import { readEntry } from '../../main/vault/ledger/entry.ts';
import type { Upstream } from '../../shared/domain/policy.ts';
import { equalBytes, toBase64Url, toHex, utf8Text } from '../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../shared/wire/documents.ts';
import { openEnvelope, preAuthenticationEncoding, sealEnvelope } from '../../shared/wire/dsse.ts';
import { checkpointText, cosignNote, formatNote, parseCheckpoint, parseNote } from '../../shared/wire/note.ts';
import { PACKED_TYPE } from '../../shared/wire/packed-entries.ts';
import { merkleRoot } from '../../shared/wire/tree.ts';
import { BundleHead, LogRegistration, type InboxMessage, type LogHead } from '../../shared/wire/upload.ts';
import { digestFits, isSigned, lineOf, linesOf, stationKey, type Line } from './collector-reading.fixture.ts';

/**
 * A collector of the rehearsals' own: keeps everything in memory and follows the contract in `shared/wire/upload.ts`, so that the
 * test decides what it loses, refuses and interrupts. The real one is in `upstream/collector`.
 */
type Row = Readonly<{ bytes: Uint8Array; leaf: Uint8Array; flagged: boolean }>;
type Log = { key: Uint8Array; rows: Row[]; note: string | null; state: 'open' | 'frozen' };
type Done = Readonly<{ status: number; body: unknown; bytes?: Uint8Array }>;
type Refusal = Readonly<{ status: number; code: string; size?: number; seq?: number }>;

export type Sabotage = Readonly<{
  /** Called with each request; what it answers happens to it. */
  onRequest?: (method: string, path: string) => 'cut-before' | 'cut-after' | Refusal | undefined;
  /** An entry that cannot be read, unless it comes flagged. */
  unreadable?: (seq: number) => boolean;
}>;

const NAME = 'collector.example.org/w1';

export async function startCollector(recipient: string, offersPacked = true) {
  const signer = signerOf(new Uint8Array(randomBytes(32)));
  const logs = new Map<string, Log>();
  const files = new Map<string, Uint8Array>();
  const seen = { requests: 0, bytes: 0, types: new Set<string>(), entries: 0, ranges: [] as number[] };
  const world = {
    sabotage: {} as Sabotage,
    inbox: [] as InboxMessage[],
    timeMs: Date.now,
    otherRoot: false,
    cutAfterBytes: undefined as number | undefined,
  };

  function head(name: string): LogHead {
    const log = logs.get(name);
    return {
      log: name,
      size: log?.rows.length ?? 0,
      leaf: toBase64Url(log?.rows.at(-1)?.leaf ?? new Uint8Array(32)),
      note: log?.note ?? null,
      state: log?.state ?? 'open',
      quarantined: (log?.rows ?? []).flatMap(({ flagged }, seq) => (flagged ? [{ seq, reason: 'flagged' }] : [])),
      timeMs: world.timeMs(),
    };
  }

  function register(body: Uint8Array): Refusal | { name: string; fresh: boolean } {
    const opened = openEnvelope(body, {
      payloadType: PAYLOAD_TYPE.log,
      maximumBytes: 65_536,
      findKey: (id) => stationKey(body, id),
      verify,
    });
    if (!opened.ok) return { status: 400, code: 'bad-signature' };
    const { log } = LogRegistration.parse(JSON.parse(utf8Text(opened.value.payload)));
    const fresh = !logs.has(log);
    if (fresh)
      logs.set(log, {
        key: stationKey(body, opened.value.keyId) ?? new Uint8Array(),
        rows: [],
        note: null,
        state: 'open',
      });
    return { name: log, fresh };
  }

  function take(name: string, log: Log, from: number, lines: readonly Line[]): Refusal | undefined {
    if (log.state === 'frozen') return { status: 423, code: 'frozen' };
    if (from > log.rows.length) return { status: 409, code: 'rewind', size: log.rows.length };
    const rows: Row[] = [...log.rows];
    for (const [index, line] of lines.entries()) {
      if (!('bytes' in line)) continue;
      const seq = from + index;
      const entry = readEntry(line.bytes, line.signature);
      const message = preAuthenticationEncoding(PAYLOAD_TYPE.entry, line.bytes);
      const good = entry.ok && entry.value.entry.seq === seq && verify(line.signature, message, log.key);
      if (!good || (world.sabotage.unreadable?.(seq) === true && !line.flagged))
        return { status: 422, code: 'unreadable' };
      seen.entries += 1;
      const known = rows[seq];
      if (known === undefined) rows.push({ bytes: line.bytes, leaf: entry.value.leaf, flagged: line.flagged });
      else if (!equalBytes(known.leaf, entry.value.leaf)) {
        log.state = 'frozen';
        return { status: 423, code: 'fork', seq };
      }
    }
    log.rows = rows;
    cosign(name, log, lines);
    return undefined;
  }

  function cosign(name: string, log: Log, lines: readonly Line[]): void {
    const given = lines.find((line) => 'note' in line);
    const parsed = given === undefined ? undefined : parseNote(given.note);
    const checkpoint = parsed?.ok === true ? parseCheckpoint(parsed.value.text) : undefined;
    if (checkpoint?.ok !== true || parsed?.ok !== true) return;
    const { size } = checkpoint.value;
    const root = merkleRoot(log.rows.slice(0, size).map(({ leaf }) => leaf));
    if (!equalBytes(root, checkpoint.value.root)) throw new Error('A checkpoint of another tree');
    const text = world.otherRoot ? checkpointText({ origin: name, size, root: new Uint8Array(32) }) : parsed.value.text;
    log.note = formatNote(text, [cosignNote(text, NAME, signer, Math.floor(world.timeMs() / 1000))]);
  }

  async function answer(request: IncomingMessage, body: Uint8Array): Promise<Done> {
    const url = new URL(request.url ?? '', 'http://x');
    const [, , kind, name = '', what] = url.pathname.split('/').map(decodeURIComponent);
    if (!digestFits(request, body)) return refusal({ status: 400, code: 'bad-digest' });
    if (kind === 'logs' && name === '' && request.method === 'POST') {
      const done = register(body);
      return 'code' in done ? refusal(done) : { status: done.fresh ? 201 : 200, body: head(done.name) };
    }
    const log = kind === 'logs' ? logs.get(name) : [...logs.values()][0];
    if (log === undefined) return refusal({ status: 404, code: 'unknown-log' });
    if (!(await isSigned(request, log.key))) return refusal({ status: 401, code: 'bad-signature' });
    if (kind === 'stations') {
      const after = Number(url.searchParams.get('after') ?? 0);
      return { status: 200, body: { messages: world.inbox.filter(({ id }) => id > after), timeMs: world.timeMs() } };
    }
    const file = kind === 'packages' ? files.get(name) : undefined;
    if (file !== undefined) {
      const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
      seen.ranges.push(start);
      return { status: start === 0 ? 200 : 206, body: null, bytes: file.subarray(start) };
    }
    if (what === 'head') return { status: 200, body: head(name) };
    const lines = linesOf(request.headers['content-type'] ?? '', body);
    if (what !== 'entries' || lines === undefined) return refusal({ status: 415, code: 'malformed' });
    const refused = take(name, log, Number(url.searchParams.get('from')), lines);
    return refused === undefined ? { status: 200, body: head(name) } : refusal(refused);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
    const body = new Uint8Array(Buffer.concat(chunks));
    seen.requests += 1;
    seen.bytes += body.length;
    if (request.headers['content-type'] !== undefined) seen.types.add(request.headers['content-type']);
    const what = world.sabotage.onRequest?.(request.method ?? '', request.url ?? '');
    if (what === 'cut-before') return void request.socket.destroy();
    const done = typeof what === 'object' ? refusal(what) : await answer(request, body);
    if (what === 'cut-after') return void request.socket.destroy();
    response.statusCode = done.status;
    if (offersPacked && request.url?.endsWith('/head') === true)
      response.setHeader('accept', `application/x-ndjson, ${PACKED_TYPE}`);
    if (typeof what === 'object') response.setHeader('retry-after', '7');
    if (done.bytes !== undefined && world.cutAfterBytes !== undefined) {
      response.setHeader('content-length', done.bytes.length);
      response.write(done.bytes.subarray(0, world.cutAfterBytes), () => request.socket.destroySoon());
      return;
    }
    response.end(done.bytes ?? JSON.stringify(done.body));
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((cause: unknown) => response.destroy(cause as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const upstream: Upstream = {
    url: `http://127.0.0.1:${port}`,
    name: NAME,
    publicKey: toHex(signer.publicKey),
    recipient,
  };

  return {
    upstream,
    world,
    seen,
    files,
    log: (name: string): Log => {
      const log = logs.get(name);
      if (log === undefined) throw new Error('The log is not registered');
      return log;
    },
    logs,
    head,
    /** What an older backup would bring back: the first `size` entries and the note they had. */
    restore: (name: string, size: number, note: string | null): void => {
      const log = logs.get(name);
      if (log !== undefined) logs.set(name, { ...log, rows: log.rows.slice(0, size), note });
    },
    /** Takes an opened bundle in and gives the acknowledgement to carry back. */
    takeBundle: (plain: string): string => {
      const [first = '', ...rest] = plain.trimEnd().split('\n');
      const { log: name, from, registration } = BundleHead.parse(JSON.parse(first));
      register(new TextEncoder().encode(JSON.stringify(registration)));
      const log = logs.get(name);
      const refused = log === undefined ? { code: 'unknown-log' } : take(name, log, from, rest.map(lineOf));
      if (refused !== undefined) throw new Error(refused.code);
      const payload = JSON.stringify({ v: 1, collector: NAME, head: head(name) });
      return JSON.stringify(sealEnvelope(PAYLOAD_TYPE.acknowledgement, new TextEncoder().encode(payload), signer));
    },
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function refusal({ status, ...more }: Refusal): Done {
  return { status, body: { status, title: more.code, ...more } };
}
