import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { CollectorPorts } from '../http/ports.ts';
import { PROBLEM_TYPE, Refusal } from '../http/refusal.ts';
import { requireOffice } from '../http/routes/office.ts';
import { bytesOf, read } from '../http/routes/request.ts';
import { lagOf } from '../readmodel/projection.ts';
import { refreshStale } from '../readmodel/refresh.ts';
import { stockSeries } from '../reconcile/stock-series.ts';
import { csvOf } from '../../../shared/tables/csv.ts';
import { readOverview } from '../reports/overview.ts';
import { readAll, readPage, type Report } from '../reports/report.ts';
import { REPORTS } from '../reports/reports.ts';
import { xlsxOf } from '../../../shared/tables/xlsx.ts';
import type { Sql } from '../sql/sql.ts';
import type { OfficeProblemCode } from './answers.ts';
import { overviewSchema, resolutionSchema, seriesSchema, tableSchema } from './described.ts';
import { takeResolution } from './take-resolution.ts';

export type OfficeOptions = Readonly<{
  /** A desk whose day is open is silent after this long without an entry. */
  silentAfterMs: number;
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

/** What the programme office reads, all of it behind its token. Answers are never stored by anybody on the way. */
export function reconciliationRoutes(ports: CollectorPorts, options: OfficeOptions): FastifyPluginCallback {
  const { sql, now } = ports;
  return (app, _, done) => {
    app.addHook('onRequest', async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      requireOffice(ports, request);
    });
    app.get('/v1/office/overview', { schema: overviewSchema }, async () => {
      const timeMs = now();
      const sites = await readOverview(sql, { nowMs: timeMs, silentAfterMs: options.silentAfterMs });
      return { sites, lag: await lagOf(sql), timeMs };
    });
    app.get('/v1/office/:scope/stock-series', {
      schema: seriesSchema,
      async handler(request) {
        const { scope } = read(Place.omit({ table: true }), request.params);
        return { series: await seriesOf(sql, scope) };
      },
    });
    app.get('/v1/office/:scope/:table', { schema: tableSchema }, (request, reply) => table(sql, request, reply));
    const resolutions = { bodyLimit: RESOLUTION_BYTES, schema: resolutionSchema };
    app.post('/v1/office/resolutions', resolutions, async (request, reply) => {
      const taken = await takeResolution({ ...ports, nowMs: now() }, bytesOf(request));
      if (!taken.ok) return problem(reply, taken.error === 'no-such-claim' ? 409 : 422, taken.error);
      // Whoever decided wants to see it; what else waits is the worker's.
      await refreshStale(sql);
      return taken.value;
    });
    done();
  };
}

async function table(sql: Sql, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { scope, table: name } = read(Place, request.params);
  const report = Object.hasOwn(REPORTS, name) ? REPORTS[name] : undefined;
  const [named] = await sql.query<{ site: string; cycle: string }>('SELECT site, cycle FROM rec_scope WHERE id = $1', [
    scope,
  ]);
  if (report === undefined || named === undefined) throw new Refusal('not-found');
  const { filters, format, after, limit } = readQuery(report, request.query as Record<string, unknown>);
  if (format === 'json') {
    const page = await readPage(sql, report, { scope, filters, after, limit });
    if (page === undefined) throw new Refusal('malformed');
    return page;
  }
  const rows = readAll(sql, report, { scope, filters });
  const file = `${named.site}-${named.cycle}-${report.name}.${format}`.replaceAll(/[^a-zA-Z0-9.-]/g, '_');
  const isCsv = format === 'csv';
  return reply
    .header('content-disposition', `attachment; filename="${file}"`)
    .type(isCsv ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .send(Readable.from(isCsv ? csvOf(report, rows) : xlsxOf(report, rows)));
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
    if (!parsed.success || (isFlag && parsed.data !== 'true' && parsed.data !== 'false'))
      throw new Refusal('malformed');
    filters[name] = parsed.data;
  }
  return { ...read(Query, rest), filters };
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
  return reply.code(status).type(PROBLEM_TYPE).send({ code, status });
}
