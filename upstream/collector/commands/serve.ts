import { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import type { Server as SecureServer } from 'node:https';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { wholeNumber } from '../../issuer/commands/options.ts';
import { openCollector } from '../collector.ts';
import type { FastifyInstance } from 'fastify';
import { createServer, secureOptionsOf } from '../http/server.ts';
import { startProjection } from '../readmodel/projection.ts';
import { createKeys } from '../settings/keys.ts';
import { checkExposure, dataFiles, readJson, Settings } from '../settings/settings.ts';
import { say, withData, type DataOptions } from './shared.ts';

/** Built beside this program. */
const PAGE_FOLDER = fileURLToPath(new URL('../collector-page/', import.meta.url));
/** Reports are level with what was received within this time. */
const PROJECT_EVERY_MS = 5000;

type ServeOptions = DataOptions & Readonly<{ host?: string; port?: number }>;

export function serveCommand(): Command {
  return withData(new Command('serve'))
    .description('Takes in ledgers over HTTP. Makes keys and an embedded database where there are none.')
    .option('--host <address>', 'address to listen on, instead of the setting')
    .option('--port <number>', 'port to listen on, instead of the setting', wholeNumber(0, 65_535))
    .action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  const files = dataFiles(options.data);
  if (!existsSync(files.settings)) {
    const name = `collector.${hostname()
      .toLowerCase()
      .replaceAll(/[^a-z0-9.-]/g, '-')}`;
    await createKeys(files, Settings.parse({ v: 1, name }));
    say(`Made keys for a collector named ${name} in ${files.folder}.`);
  }
  const stored = readJson(files.settings, Settings);
  const settings = { ...stored, host: options.host ?? stored.host, port: options.port ?? stored.port };
  checkExposure(settings);
  const log = { fault: (fault: unknown): void => say(fault instanceof Error ? fault.message : String(fault)) };
  const collector = await openCollector({
    files,
    databaseUrl: options.database,
    now: Date.now,
    onFault: (fault) => log.fault(fault),
  });
  const { tls, logAddresses } = settings;
  const projection = startProjection({
    sql: collector.ports.sql,
    sweepEveryMs: PROJECT_EVERY_MS,
    onFault: (fault) => log.fault(fault),
  });
  const app = await createServer({
    ports: collector.ports,
    tls: tls === undefined ? null : readTls(tls),
    office: { silentAfterMs: settings.silentAfterMinutes * 60_000, pageFolder: PAGE_FOLDER },
    logger: true,
    logAddresses,
  });
  log.fault = (fault) => app.log.error({ fault: fault instanceof Error ? fault.message : String(fault) }, 'fault');
  if (collector.ports.programme === null)
    app.log.warn(`${files.programme} is missing: no log can be registered before the issuer's programme.json is there`);
  if (tls !== undefined) renewOnHangup(app, tls);
  try {
    await app.listen({ host: settings.host, port: settings.port });
    await stopSignal();
    app.log.info('stopping');
  } finally {
    await app.close();
    await projection.stop();
    await collector.close();
  }
}

type TlsFiles = NonNullable<Settings['tls']>;

function readTls({ keyFile, certificateFile }: TlsFiles): Readonly<{ key: string; cert: string }> {
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certificateFile, 'utf8') };
}

/** Reads a renewed certificate in at SIGHUP; connections that stand go on. Where it cannot be read the former one stays. */
function renewOnHangup(app: FastifyInstance, files: TlsFiles): void {
  process.on('SIGHUP', () => {
    try {
      // With `tls` it is always one.
      (app.server as unknown as SecureServer).setSecureContext(secureOptionsOf(readTls(files)));
      app.log.info('read the certificate again');
    } catch (thrown) {
      app.log.error(
        { fault: thrown instanceof Error ? thrown.message : String(thrown) },
        'the former certificate stays',
      );
    }
  });
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
