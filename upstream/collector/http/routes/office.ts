import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CollectorPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { answer, answers, jsonSchema } from '../schemas.ts';

const Alarm = z.strictObject({
  kind: z.enum(['fork', 'forged', 'quarantined', 'behind-station']),
  log: z.string(),
  seq: z.int(),
  raisedAtMs: z.int(),
});
const Alarms = z.strictObject({ alarms: z.array(Alarm).max(1000) });

/** Refuses whoever does not bring the office's token. */
export function requireOffice({ officeToken }: CollectorPorts, request: FastifyRequest): void {
  const token = /^Bearer ([\x21-\x7e]{16,200})$/.exec(request.headers.authorization ?? '')?.[1];
  const digest = createHash('sha256')
    .update(token ?? '')
    .digest();
  if (token === undefined || officeToken === null || !timingSafeEqual(digest, Buffer.from(officeToken, 'hex')))
    throw new Refusal('bad-signature', { detail: 'The office brings its token as a bearer.' });
}

/** For the people who look after the collector. */
export function officeRoutes(app: FastifyInstance, ports: CollectorPorts): void {
  app.get('/v1/alarms', {
    schema: {
      summary: 'What somebody has to look into, newest first',
      description:
        'Logs that contradict themselves (fork), forged and quarantined entries, and stations that have more than the collector acknowledged (behind-station): then one of the two was restored from an older copy.',
      tags: ['office'],
      operationId: 'getAlarms',
      security: [{ office: [] }],
      response: answers({ 200: answer('Alarms', 'application/json', jsonSchema(Alarms)) }, { 401: 'bad-signature' }),
    },
    async handler(request) {
      requireOffice(ports, request);
      const rows = await ports.sql.query<{ kind: string; log: string; seq: number; at: number }>(
        `SELECT kind, origin AS log, seq, raised_at_ms AS at FROM alarm a JOIN log l ON l.id = a.log
         ORDER BY a.id DESC LIMIT 1000`,
      );
      return { alarms: rows.map(({ kind, log, seq, at }) => ({ kind, log, seq, raisedAtMs: at })) };
    },
  });
}
