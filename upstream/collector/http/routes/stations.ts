import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Inbox } from '../../../../shared/wire/upload.ts';
import { readInbox } from '../../inbox/inbox.ts';
import type { CollectorPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { answer, answers, jsonSchema } from '../schemas.ts';
import { senderOf } from '../station-signature.ts';
import { read } from './request.ts';

const Key = z.object({
  key: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe("What the station's key is called in signatures"),
});
const After = z.object({
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .default(0),
});
const Hash = z.object({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of the file, hex'),
});
const security = [{ station: [] }];

/** What waits for stations: their inbox and the packages it names. */
export function stationRoutes(app: FastifyInstance, { sql, packages, now }: CollectorPorts): void {
  app.get('/v1/stations/:key/inbox', {
    schema: {
      summary: 'What waits for a station after the message it has last',
      description:
        'Packages, renewed certificates, decisions about double claims and trust lists, oldest first. Each is believed for its own signature, not for who brought it.',
      tags: ['stations'],
      security,
      operationId: 'getInbox',
      params: jsonSchema(Key),
      querystring: jsonSchema(
        z.object({ after: z.int().min(0).default(0).describe('Number of the newest message it has') }),
      ),
      response: answers({ 200: answer('Messages', 'application/json', jsonSchema(Inbox)) }, { 401: 'bad-signature' }),
    },
    async handler(request) {
      const sender = await senderOf(sql, request);
      if (read(Key, request.params).key !== sender.keyId) throw new Refusal('bad-signature');
      return readInbox(sql, sender, read(After, request.query).after, now());
    },
  });

  app.get('/v1/packages/:sha256', {
    schema: {
      summary: 'A cycle package; resumable by Range',
      description: 'Sealed to the stations of its site (age). The bytes under a hash never change.',
      tags: ['stations'],
      security,
      headers: jsonSchema(
        z.object({ range: z.string().optional().describe('One range of bytes, as `bytes=1000-`, to go on from') }),
      ),
      operationId: 'getPackage',
      params: jsonSchema(Hash),
      response: answers(
        {
          200: answer('The file', 'application/octet-stream', { type: 'string', format: 'binary' }),
          206: answer('The bytes asked for', 'application/octet-stream', { type: 'string', format: 'binary' }),
        },
        { 401: 'bad-signature', 404: 'not-found', 416: 'malformed' },
      ),
    },
    async handler(request, reply) {
      await senderOf(sql, request);
      const hash = Hash.safeParse(request.params);
      const size = hash.success ? await packages.size(hash.data.sha256) : undefined;
      if (!hash.success || size === undefined) throw new Refusal('not-found');
      reply.header('accept-ranges', 'bytes').header('etag', `"${hash.data.sha256}"`).type('application/octet-stream');
      const { range } = request.headers;
      const start = range === undefined ? 0 : Number(/^bytes=(\d{1,15})-(\d{0,15})$/.exec(range)?.[1]);
      const last = Number(/-(\d{1,15})$/.exec(range ?? '')?.[1] ?? size - 1);
      const end = Math.min(last, size - 1);
      if (!Number.isInteger(start) || start > end) throw new Refusal('malformed', { status: 416, size });
      if (range !== undefined) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
      return reply.header('content-length', end - start + 1).send(packages.read(hash.data.sha256, start, end));
    },
  });
}
