import { verify } from '../../../main/vault/crypto/ed25519.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromHex } from '../../../shared/wire/bytes.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { Envelope, PackageSignature, PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import { TRUST_UPDATE_MAXIMUM_BYTES, TrustUpdate } from '../../../shared/wire/trust-update.ts';
import { Resolution } from '../../../shared/wire/upload.ts';
import { readCertificate, type Programme } from '../logs/register.ts';
import type { Sql } from '../sql/sql.ts';
import { addMessage, WHOLE_PROGRAMME, type Message } from './inbox.ts';
import type { PackageFiles } from './package-files.ts';

export type DeliverFailure = 'malformed' | 'unknown-issuer' | 'damaged';
type Delivered = Result<Readonly<{ isNew: boolean; site: string }>, DeliverFailure>;
export type DeliverPorts = Readonly<{ sql: Sql; programme: Programme; packages: PackageFiles; nowMs: number }>;

const MAXIMUM_BYTES = 256 * 1024;

/** Puts a cycle package before every station of its site: the file, and its detached signature's bytes. */
export async function deliverPackage(ports: DeliverPorts, path: string, signature: Uint8Array): Promise<Delivered> {
  const opened = open(ports.programme, PAYLOAD_TYPE.outer, signature);
  if (!opened.ok) return opened;
  const { envelope, payload } = opened.value;
  const body = parse(payload, PackageSignature);
  if (body === undefined) return err('malformed');
  if (body.programme !== ports.programme.programme) return err('unknown-issuer');
  const added = await ports.packages.add(path, body.sha256);
  if (!added.ok) return added;
  const { number, bytes, sha256, site } = body;
  return deliver(ports, { site }, { kind: 'package', number, bytes, sha256, signature: envelope });
}

/** Puts a renewed certificate before its station. */
export async function deliverCertificate(ports: DeliverPorts, bytes: Uint8Array): Promise<Delivered> {
  const envelope = parse(bytes, Envelope);
  if (envelope === undefined) return err('malformed');
  const body = readCertificate(envelope, ports.programme);
  if (!body.ok) return err(body.error === 'malformed' ? 'malformed' : 'unknown-issuer');
  const { site, signKey } = body.value;
  return deliver(ports, { site, signKey }, { kind: 'certificate', certificate: envelope });
}

/** Puts what was decided about a double claim before the stations of every site that has a part in it. */
export async function deliverResolution(ports: DeliverPorts, bytes: Uint8Array): Promise<Delivered> {
  const opened = open(ports.programme, PAYLOAD_TYPE.resolution, bytes);
  const body = opened.ok ? parse(opened.value.payload, Resolution) : undefined;
  if (!opened.ok || body === undefined) return err(opened.ok ? 'malformed' : opened.error);
  if (body.programme !== ports.programme.programme) return err('unknown-issuer');
  const sites = await ports.sql.query<{ site: string }>(
    `SELECT DISTINCT site FROM log WHERE origin = $3 OR id IN (
       SELECT (act ->> 1)::bigint FROM claim, jsonb_array_elements(acts) AS act WHERE programme = $1 AND entitlement = $2)`,
    [body.programme, body.entitlement, body.rightful.log],
  );
  let isNew = false;
  for (const { site } of sites) {
    const added = await deliver(ports, { site }, { kind: 'resolution', resolution: opened.value.envelope });
    isNew ||= added.ok && added.value.isNew;
  }
  return ok({ isNew, site: sites.map(({ site }) => site).join(', ') });
}

/** Puts a trust list before every station of the programme, of sites that are yet to come as well. */
export async function deliverTrust(ports: DeliverPorts, bytes: Uint8Array): Promise<Delivered> {
  const opened = open(ports.programme, PAYLOAD_TYPE.trust, bytes, TRUST_UPDATE_MAXIMUM_BYTES);
  if (!opened.ok) return opened;
  const { envelope, payload } = opened.value;
  const body = parse(payload, TrustUpdate, TRUST_UPDATE_MAXIMUM_BYTES);
  if (body === undefined) return err('malformed');
  if (body.programme !== ports.programme.programme) return err('unknown-issuer');
  const { cycles, list } = body;
  return deliver(ports, { site: WHOLE_PROGRAMME }, { kind: 'trust', number: list.number, cycles, trust: envelope });
}

async function deliver(
  { sql, programme, nowMs }: DeliverPorts,
  to: Readonly<{ site: string; signKey?: string }>,
  message: Message,
): Promise<Delivered> {
  const isNew = await addMessage(sql, { programme: programme.programme, ...to }, message, nowMs);
  return ok({ isNew, site: to.site });
}

function open(
  { issuingKeys }: Programme,
  payloadType: string,
  bytes: Uint8Array,
  maximumBytes = MAXIMUM_BYTES,
): Result<Readonly<{ envelope: Envelope; payload: Uint8Array }>, 'malformed' | 'unknown-issuer'> {
  const envelope = parse(bytes, Envelope, maximumBytes);
  const opened = openEnvelope(bytes, {
    payloadType,
    maximumBytes,
    findKey(id) {
      const key = issuingKeys.find(({ kid }) => kid === id);
      return key === undefined ? undefined : fromHex(key.publicKey);
    },
    verify,
  });
  if (envelope === undefined) return err('malformed');
  if (opened.ok) return ok({ envelope, payload: opened.value.payload });
  return err(opened.error === 'unknown-key' || opened.error === 'forged' ? 'unknown-issuer' : 'malformed');
}

function parse<T>(
  bytes: Uint8Array,
  schema: { safeParse: (value: unknown) => { data?: T | undefined } },
  maximumBytes = MAXIMUM_BYTES,
): T | undefined {
  const json = parseStrictJson(bytes, maximumBytes);
  return json.ok ? schema.safeParse(json.value).data : undefined;
}
