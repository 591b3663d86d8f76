import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Upstream } from '../../../shared/domain/policy.ts';
import { CollectorError } from '../collector-error.ts';

/** `collector.json` in the data folder: everything that may be set. */
export const Settings = z.strictObject({
  v: z.literal(1),
  /** Name in cosignatures; never changes, as stations know the collector by it. */
  name: Upstream.shape.name,
  /** Address stations use, `https://host[:port]`. */
  url: Upstream.shape.url,
  host: z.string().max(200).default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(8480),
  /** PEM files of the server's key and certificate chain. */
  tls: z.strictObject({ keyFile: z.string(), certificateFile: z.string() }).optional(),
  /** PEM file of the only authorities by which stations believe that certificate. */
  authoritiesFile: z.string().optional(),
  /** A proxy in front ends TLS: plain HTTP may then be spoken on other addresses than this computer's own. */
  behindProxy: z.boolean().default(false),
  /** SHA-256 (hex) of the office's bearer token. */
  officeToken: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** A desk whose day is open counts as silent after this long without an entry. */
  silentAfterMinutes: z.int().min(5).max(10_080).default(120),
  /** Write the addresses of those who ask into the log. */
  logAddresses: z.boolean().default(false),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_DATA = 'collector-data';

/** Files of the data folder. */
export function dataFiles(folder: string) {
  return {
    folder,
    settings: join(folder, 'collector.json'),
    signKey: join(folder, 'signing.key'),
    identity: join(folder, 'bundles.key'),
    upstream: join(folder, 'upstream.json'),
    programme: join(folder, 'programme.json'),
    database: join(folder, 'database'),
    packages: join(folder, 'packages'),
    claims: join(folder, 'claims'),
    lock: join(folder, 'running.lock'),
  };
}
export type DataFiles = ReturnType<typeof dataFiles>;

/** Reads JSON that somebody may have edited. Throws a CollectorError that names file and fault. */
export function readJson<T>(path: string, schema: z.ZodType<T>): T {
  if (!existsSync(path)) throw new CollectorError(`${path} is missing`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new CollectorError(`${path} is no JSON`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new CollectorError(`${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not as it should be'}`);
}

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/;

/** Throws a CollectorError where the collector would speak plain HTTP to a network. */
export function checkExposure({ tls, behindProxy, host }: Settings): void {
  if (tls === undefined && !behindProxy && !LOOPBACK.test(host))
    throw new CollectorError(
      `Without "tls" the collector only listens on this computer, not on ${host}. Set "tls", or "behindProxy" where a proxy ends TLS.`,
    );
}
