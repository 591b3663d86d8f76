import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { Envelope } from '../../../../shared/wire/documents.ts';
import { LogHead, LogOrigin, UPLOAD_LIMITS, UPLOAD_TYPES } from '../../../../shared/wire/upload.ts';
import { ingest } from '../../ingest/ingest.ts';
import { ingestSigned } from '../../ingest/ingest-signed.ts';
import { findLog, type LogRow } from '../../ingest/log-row.ts';
import { headOf } from '../../logs/acknowledge.ts';
import { proofFile } from '../../logs/proof.ts';
import { readRegistration, register } from '../../logs/register.ts';
import { ArrivingBody, Underway, type ArrivedBody } from '../arriving-body.ts';
import { ENTRY_TYPES, readBatch } from '../body.ts';
import { checkDigest } from '../digest.ts';
import type { CollectorPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { answer, answers, bodyOf, jsonSchema } from '../schemas.ts';
import { senderOf } from '../station-signature.ts';
import { bytesOf, headersOf, read } from './request.ts';

const originParameter = LogOrigin.describe("The log's origin, percent-encoded");
const LogParameters = z.object({ log: originParameter });
const ProofParameters = z.object({ log: originParameter, seq: z.coerce.number().pipe(z.int().min(0)) });
const From = z.object({
  from: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});

const head = answer('Where the collector stands', 'application/json', jsonSchema(LogHead));
const logParameters = jsonSchema(LogParameters);
const security = [{ station: [] }];

/** Registration, head, entries and proofs of logs. */
export function logRoutes(app: FastifyInstance, ports: CollectorPorts): void {
  registrationRoute(app, ports);
  entryRoutes(app, ports);
  proofRoute(app, ports);
}

function registrationRoute(app: FastifyInstance, ports: CollectorPorts): void {
  app.post('/v1/logs', {
    bodyLimit: UPLOAD_LIMITS.registrationBytes,
    schema: {
      summary: 'Registers a log before its first entry counts',
      description:
        "A DSSE envelope by the station's key over the log's origin and the station's certificate, which an issuing key of the programme signed. Again, it changes nothing.",
      tags: ['logs'],
      operationId: 'registerLog',
      body: bodyOf([UPLOAD_TYPES.envelope], jsonSchema(Envelope)),
      response: answers(
        { 200: head, 201: head },
        {
          400: 'malformed, bad-digest',
          401: 'bad-signature',
          403: 'unknown-issuer',
          409: 'other-key',
          413: 'too-large',
        },
      ),
    },
    async handler(request, reply) {
      const body = bytesOf(request);
      checkDigest(request.headers['content-digest'], body);
      if (ports.programme === null) throw new Refusal('unknown-issuer', { detail: 'No programme is set here yet.' });
      const registration = readRegistration(body, ports.programme);
      if (!registration.ok) throw new Refusal(registration.error);
      const outcome = await register(ports.sql, registration.value, ports.now());
      if (outcome === 'other-key') throw new Refusal('other-key');
      return answerHead(ports, reply, registration.value.origin, outcome === 'new' ? 201 : 200);
    },
  });
}

function entryRoutes(app: FastifyInstance, ports: CollectorPorts): void {
  const underway = new Underway();
  app.get('/v1/logs/:log/head', {
    schema: {
      summary: 'Where the collector stands with a log',
      description:
        'Its size is the only cursor of an upload; `note` is the newest checkpoint with the cosignature: the acknowledgement. The header Accept names the content types of entries that are understood.',
      tags: ['logs'],
      security,
      operationId: 'getHead',
      params: logParameters,
      response: answers({ 200: head }, { 401: 'bad-signature', 404: 'unknown-log' }),
    },
    async handler(request, reply) {
      const log = await ownLog(ports, request);
      await underway.settle(log.origin);
      reply.header('accept', ENTRY_TYPES.join(', '));
      return answerHead(ports, reply, log.origin);
    },
  });

  app.put('/v1/logs/:log/entries', {
    bodyLimit: UPLOAD_LIMITS.batchBytes,
    schema: {
      summary: 'Adds entries, and the signed checkpoint after them',
      description:
        'Entries in order from `from` on; what is here already adds nothing. Durable once it is answered. A line with `q` asks to keep an entry that was refused as unreadable: it is stored in quarantine and counts for nothing until somebody has looked.',
      tags: ['logs'],
      security,
      operationId: 'putEntries',
      params: logParameters,
      querystring: jsonSchema(z.object({ from: z.int().min(0).describe('Number of the first entry') })),
      body: bodyOf(ENTRY_TYPES),
      response: answers(
        { 200: head },
        {
          400: 'malformed, bad-digest',
          401: 'bad-signature',
          404: 'unknown-log',
          409: 'rewind',
          413: 'too-large',
          415: 'malformed',
          422: 'unreadable',
          423: 'fork, frozen',
        },
      ),
    },
    async handler(request, reply) {
      const log = await ownLog(ports, request);
      await underway.settle(log.origin);
      const { from } = read(From, request.query);
      const take = (arrived: ArrivedBody | 'too-large'): Promise<void> =>
        takeEntries(ports, log, from, headersOf(request), arrived);
      if (request.body instanceof ArrivingBody) await underway.receive(log.origin, request.body, take);
      else await take({ bytes: bytesOf(request), extent: 'whole' });
      return answerHead(ports, reply, log.origin);
    },
  });
}

/**
 * Takes in what has come of a body. Of one that broke off nobody can tell the digest; there every entry has to show its own
 * signature.
 */
async function takeEntries(
  ports: CollectorPorts,
  log: LogRow,
  from: number,
  headers: ReturnType<typeof headersOf>,
  arrived: ArrivedBody | 'too-large',
): Promise<void> {
  if (arrived === 'too-large') throw new Refusal('too-large');
  const isWhole = arrived.extent === 'whole';
  if (isWhole) checkDigest(headers.digest, arrived.bytes);
  const batch = await readBatch(headers, arrived);
  if (batch === undefined) throw new Refusal('malformed', { status: 415, detail: `Send ${ENTRY_TYPES.join(' or ')}.` });
  const outcome = await (isWhole ? ingest : ingestSigned)(ports.sql, log.origin, from, batch, ports.now());
  if (!outcome.ok) {
    const { code, ...facts } = outcome.error;
    throw new Refusal(code, facts);
  }
  ports.verifier.noticed(log.id);
}

function proofRoute(app: FastifyInstance, ports: CollectorPorts): void {
  app.get('/v1/logs/:log/proof/:seq', {
    schema: {
      summary: 'Proves that an entry is in the log as cosigned (c2sp.org/tlog-proof)',
      description: 'A file that holds offline: index, inclusion proof, and the checkpoint with the cosignature.',
      tags: ['logs'],
      security,
      operationId: 'getProof',
      params: jsonSchema(z.object({ log: originParameter, seq: z.int().min(0).describe('Number of the entry') })),
      response: answers(
        { 200: answer('The proof', 'text/plain', { type: 'string' }) },
        { 401: 'bad-signature', 404: 'unknown-log, not-found' },
      ),
    },
    async handler(request, reply) {
      const log = await ownLog(ports, request);
      const { seq } = read(ProofParameters, request.params);
      const file = await proofFile(ports.sql, ports.witness, log.id, seq, ports.now());
      if (file === undefined)
        throw new Refusal('not-found', { detail: 'No acknowledged checkpoint covers this entry.' });
      return reply.type('text/plain; charset=utf-8').send(file);
    },
  });
}

/** Where the collector stands. */
async function answerHead(
  { sql, witness, now }: CollectorPorts,
  reply: FastifyReply,
  origin: string,
  status = 200,
): Promise<FastifyReply> {
  const found = await headOf(sql, witness, origin, now());
  if (found === undefined) throw new Refusal('unknown-log');
  return reply.code(status).send(found);
}

/** The log of the path, whose own key must have signed the request. */
async function ownLog({ sql }: CollectorPorts, request: Parameters<typeof senderOf>[1]): Promise<LogRow> {
  const parameters = LogParameters.safeParse(request.params);
  const log = parameters.success ? await findLog(sql, parameters.data.log) : undefined;
  if (log === undefined) throw new Refusal('unknown-log');
  const sender = await senderOf(sql, request);
  if (sender.keyId !== log.key_id) throw new Refusal('bad-signature');
  return log;
}
