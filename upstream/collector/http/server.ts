import { constants } from 'node:crypto';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance, type FastifyLoggerOptions } from 'fastify';
import { z } from 'zod';
import { pageFiles } from '../office/page-files.ts';
import { reconciliationRoutes, type OfficeOptions } from '../office/routes.ts';
import { PACKED_TYPE } from '../../../shared/wire/packed-entries.ts';
import { UPLOAD_LIMITS } from '../../../shared/wire/upload.ts';
import { ArrivingBody } from './arriving-body.ts';
import type { CollectorPorts } from './ports.ts';
import { PROBLEM_TYPE, Refusal, RETRY_AFTER_SECONDS } from './refusal.ts';
import { bundleRoutes } from './routes/bundles.ts';
import { claimRoutes } from './routes/claims.ts';
import { logRoutes } from './routes/logs.ts';
import { officeRoutes } from './routes/office.ts';
import { stationRoutes } from './routes/stations.ts';
import { answer, answers, jsonSchema } from './schemas.ts';

export type ServerOptions = Readonly<{
  ports: CollectorPorts;
  /** Key and certificate of the server; without them it speaks plain HTTP. */
  tls: Readonly<{ key: string; cert: string }> | null;
  /** The programme office's reports, and the folder of its built page. */
  office?: OfficeOptions & Readonly<{ pageFolder: string }>;
  /** Where structured lines go; standard output where it is true. */
  logger: boolean | Readonly<{ stream: NonNullable<FastifyLoggerOptions['stream']> }>;
  /** Whether the log names the addresses of those who ask. */
  logAddresses?: boolean;
  /** Requests worked on at once; more are told to come again. */
  atOnce?: number;
}>;

const OLDEST_TLS = 'TLSv1.2';
const AT_ONCE = 64;
const REQUEST_LIMIT_MS = 5 * 60_000;
const IDLE_LIMIT_MS = 75_000;
const BODY_LIMIT = 1024 * 1024;

/** Of PEM: one certificate with an elliptic key, as `init` proposes it, and no chain. */
const SMALL_CERTIFICATE_CHARACTERS = 1024;

/** The collector's HTTP interface. Not listening yet. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { ports, tls } = options;
  const common = {
    logger: loggerOf(options),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_LIMIT_MS,
    connectionTimeout: REQUEST_LIMIT_MS,
    keepAliveTimeout: IDLE_LIMIT_MS,
    forceCloseConnections: 'idle' as const,
    routerOptions: { maxParamLength: 300 },
  };
  const app: FastifyInstance = tls === null ? fastify(common) : fastify({ ...common, https: secureOptionsOf(tls) });
  // Every handler reads with zod itself; schemas only describe.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser(PACKED_TYPE, (_request, payload, done) =>
    done(null, new ArrivingBody(payload, UPLOAD_LIMITS.batchBytes)),
  );
  answerFaults(app);
  shedLoad(app, options.atOnce ?? AT_ONCE);
  await describe(app);
  logRoutes(app, ports);
  bundleRoutes(app, ports);
  stationRoutes(app, ports);
  claimRoutes(app, ports);
  officeRoutes(app, ports);
  if (options.office !== undefined) {
    await app.register(reconciliationRoutes(ports, options.office));
    await app.register(pageFiles(options.office.pageFolder));
  }
  commonRoutes(app, ports);
  return app;
}

/**
 * How the collector speaks TLS. Sessions are resumed where that saves bytes: the tickets for it (450 bytes a handshake) cost more
 * than a small certificate.
 */
export function secureOptionsOf({ key, cert }: Readonly<{ key: string; cert: string }>) {
  const small = cert.length < SMALL_CERTIFICATE_CHARACTERS;
  return { key, cert, minVersion: OLDEST_TLS, secureOptions: small ? constants.SSL_OP_NO_TICKET : 0 } as const;
}

async function describe(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tallypoint collector',
        version: '1',
        description:
          'Takes in the signed ledgers of stations. Requests of a station are signed by its key (RFC 9421), bodies carry a Content-Digest (RFC 9530).',
      },
      components: {
        securitySchemes: {
          office: { type: 'http', scheme: 'bearer', description: "The office's token" },
          station: {
            type: 'apiKey',
            in: 'header',
            name: 'Signature',
            description:
              "Signature and Signature-Input (RFC 9421) by the station's Ed25519 key over @method, @path, @query and, where there is a body, content-digest",
          },
        },
      },
      tags: [
        { name: 'logs', description: 'Ledgers of stations' },
        { name: 'stations', description: 'What waits for stations' },
        { name: 'office', description: 'For the programme office' },
        { name: 'service', description: 'For those who run it' },
      ],
    },
  });
}

function commonRoutes(app: FastifyInstance, { sql }: CollectorPorts): void {
  const Health = z.strictObject({ ok: z.literal(true), database: z.enum(['postgres', 'embedded']) });
  app.get('/healthz', {
    schema: {
      summary: 'Whether the collector can work',
      description: 'Asks the database. Answered also while everything else is told to come again (429).',
      tags: ['service'],
      operationId: 'getHealth',
      response: answers({ 200: answer('It can', 'application/json', jsonSchema(Health)) }),
    },
    async handler() {
      await sql.query('SELECT 1 AS one');
      return { ok: true, database: sql.kind };
    },
  });
  app.get('/v1/openapi.json', {
    schema: {
      summary: 'This document',
      description: 'The interface as this very collector offers it.',
      tags: ['service'],
      operationId: 'getOpenApi',
      response: answers({ 200: answer('OpenAPI 3.1', 'application/json', { type: 'object' }) }),
    },
    handler: () => app.swagger(),
  });
}

/** Tells those who come when enough is under way to come again, before anything of theirs is read. */
function shedLoad(app: FastifyInstance, atOnce: number): void {
  let under = 0;
  const counted = new WeakSet<object>();
  const leave = (reply: object): void => {
    if (counted.delete(reply)) under -= 1;
  };
  app.addHook('onRequest', async (request, reply) => {
    if (under >= atOnce && request.url !== '/healthz') throw new Refusal('busy');
    under += 1;
    counted.add(reply);
    // Where the other side hangs up nothing else tells that the reply has come to its end.
    reply.raw.once('close', () => leave(reply));
  });
  app.addHook('onResponse', async (_request, reply) => leave(reply));
}

function answerFaults(app: FastifyInstance): void {
  app.setNotFoundHandler(() => {
    throw new Refusal('not-found');
  });
  app.setErrorHandler((thrown: Error & { code?: string; statusCode?: number }, request, reply) => {
    const refusal = refusalOf(thrown);
    const problem = refusal.problem();
    if (refusal.code === 'storage-fault') request.log.error({ fault: thrown.message, code: thrown.code }, 'fault');
    if (refusal.code === 'busy' || refusal.code === 'storage-fault') reply.header('retry-after', RETRY_AFTER_SECONDS);
    return reply.code(problem.status).type(PROBLEM_TYPE).send(problem);
  });
}

function refusalOf(thrown: Error & { code?: string; statusCode?: number }): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (thrown.statusCode === 413) return new Refusal('too-large');
  // What Fastify itself objects to about a request.
  if (thrown.statusCode !== undefined && thrown.statusCode < 500) return new Refusal('malformed');
  return new Refusal('storage-fault');
}

/** Method, route and outcome; no bodies, and no addresses unless asked for. */
function loggerOf({ logger, logAddresses = false }: ServerOptions): FastifyLoggerOptions | boolean {
  if (logger === false) return false;
  return {
    ...(logger === true ? {} : logger),
    serializers: {
      req: ({ method, routeOptions, ip }) => ({
        method,
        route: routeOptions?.url,
        ...(logAddresses ? { remoteAddress: ip } : {}),
      }),
    },
  };
}
