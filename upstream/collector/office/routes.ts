import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Resolution } from '../../../shared/wire/upload.ts';
import type { DueTrust } from '../../due/read-due.ts';
import { lagOf } from '../readmodel/projection.ts';
import { recordResolution } from '../readmodel/resolutions.ts';
import { stockSeries } from '../reconcile/stock-series.ts';
import { csvOf } from '../reports/csv.ts';
import { readOverview } from '../reports/overview.ts';
import { readAll, readPage, type Report } from '../reports/report.ts';
import { REPORTS } from '../reports/reports.ts';
import { xlsxOf } from '../reports/xlsx.ts';
import type { Sql } from '../sql/sql.ts';
import type { OfficeProblemCode } from './answers.ts';
import { hasToken } from './bearer.ts';

export type OfficeOptions = Readonly<{
  sql: Sql;
  now: () => number;
  /** The one secret of the office's page. */
  token: string;
  /** A desk whose day is open is silent after this long without an entry. */
  silentAfterMs: number;
  trust: DueTrust;
  /** Told of a decision that was taken in, with its signed bytes, to pass it on and to work it into the tables. */
  onResolution: (resolution: Resolution, bytes: Uint8Array) => Promise<void> | void;
}>;

const ROWS = { standard: 100, most: 1000 } as const;
/** Points a plot can show; above that the coarsest are all the same. */
const STOCK_POINTS = 50_000;
const RESOLUTION_BYTES = 16 * 1024;
const FILTER = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);
const Query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(ROWS.most).default(ROWS.standard),
  after: z.string().max(1000).optional(),
  format: z.enum(['json', 'csv', 'xlsx']).default('json'),
});
const Place = z.object({
  scope: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  table: z.string().max(40),
});

/** What the programme office reads, all of it behind the token. Answers are never stored by anybody on the way. */
export function officeRoutes(options: OfficeOptions): FastifyPluginCallback {
  const { sql, now } = options;
  return (app, _, done) => {
    app.addContentTypeParser(
      'application/vnd.tallypoint.resolution+json',
      { parseAs: 'buffer' },
      (_request, body, end) => end(null, body),
    );
    app.addHook('onRequest', async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      if (!hasToken(request.headers.authorization, options.token))
        return problem(reply.header('www-authenticate', 'Bearer'), 401, 'unauthorised');
    });
    app.get('/v1/office/overview', async () => {
      const timeMs = now();
      const sites = await readOverview(sql, { nowMs: timeMs, silentAfterMs: options.silentAfterMs });
      return { sites, lag: await lagOf(sql), timeMs };
    });
    app.get('/v1/office/:scope/stock-series', async (request, reply) => {
      const place = Place.omit({ table: true }).safeParse(request.params);
      if (!place.success) return problem(reply, 404, 'not-found');
      return { series: await seriesOf(sql, place.data.scope) };
    });
    app.get('/v1/office/:scope/:table', (request, reply) => table(sql, request, reply));
    app.post('/v1/office/resolutions', { bodyLimit: RESOLUTION_BYTES }, async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) return problem(reply, 415, 'malformed');
      const bytes = new Uint8Array(request.body);
      const taken = await recordResolution(sql, bytes, options.trust);
      if (!taken.ok) return problem(reply, taken.error === 'no-such-claim' ? 409 : 422, taken.error);
      await options.onResolution(taken.value, bytes);
      return taken.value;
    });
    done();
  };
}

async function table(sql: Sql, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const place = Place.safeParse(request.params);
  const report = place.success ? ownReport(place.data.table) : undefined;
  if (!place.success || report === undefined) return problem(reply, 404, 'not-found');
  const asked = readQuery(report, request.query as Record<string, unknown>);
  if (asked === undefined) return problem(reply, 400, 'malformed');
  const { scope } = place.data;
  const [named] = await sql.query<{ site: string; cycle: string }>('SELECT site, cycle FROM rec_scope WHERE id = $1', [
    scope,
  ]);
  if (named === undefined) return problem(reply, 404, 'not-found');
  const { filters, format, after, limit } = asked;
  if (format === 'json') {
    const page = await readPage(sql, report, { scope, filters, after, limit });
    return page ?? problem(reply, 400, 'malformed');
  }
  const rows = readAll(sql, report, { scope, filters });
  const file = `${named.site}-${named.cycle}-${report.name}.${format}`.replaceAll(/[^a-zA-Z0-9.-]/g, '_');
  const isCsv = format === 'csv';
  return reply
    .header('content-disposition', `attachment; filename="${file}"`)
    .type(isCsv ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .send(Readable.from(isCsv ? csvOf(report, rows) : xlsxOf(report, rows)));
}

function ownReport(name: string): Report | undefined {
  return Object.hasOwn(REPORTS, name) ? REPORTS[name] : undefined;
}

function readQuery(report: Report, query: Record<string, unknown>) {
  const filters: Record<string, string> = {};
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(query)) {
    if (!Object.hasOwn(report.filters, name)) {
      rest[name] = value;
      continue;
    }
    const parsed = FILTER.safeParse(value);
    const isFlag = report.filters[name]?.includes('::boolean') === true;
    if (!parsed.success || (isFlag && parsed.data !== 'true' && parsed.data !== 'false')) return undefined;
    filters[name] = parsed.data;
  }
  const parsed = Query.safeParse(rest);
  return parsed.success ? { ...parsed.data, filters } : undefined;
}

async function seriesOf(sql: Sql, scope: number) {
  const points = await sql.query<{ log: string; account: string; hourMs: number; onHand: number }>(
    `SELECT origin AS log, account, hour_ms AS "hourMs", on_hand AS "onHand"
     FROM rec_stock JOIN log ON log.id = rec_stock.log WHERE scope = $1 ORDER BY hour_ms DESC LIMIT ${STOCK_POINTS}`,
    [scope],
  );
  return stockSeries(points);
}

function problem(reply: FastifyReply, status: number, code: OfficeProblemCode): FastifyReply {
  return reply.code(status).type('application/problem+json').send({ code, status });
}
