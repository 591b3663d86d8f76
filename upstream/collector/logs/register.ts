import { verify } from '../../../main/vault/crypto/ed25519.ts';
import { logOrigin } from '../../../main/vault/setup/certificate.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { equalBytes, fromHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { Envelope, PAYLOAD_TYPE, StationCertificate, type IssuingKey } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import { keyId } from '../../../shared/wire/ed25519.ts';
import { LogRegistration, UPLOAD_LIMITS } from '../../../shared/wire/upload.ts';
import { z } from 'zod';
import { findLog } from '../ingest/log-row.ts';
import type { Sql } from '../sql/sql.ts';

/** The programme whose stations may bring their logs. */
export type Programme = Readonly<{ programme: string; issuingKeys: readonly z.infer<typeof IssuingKey>[] }>;

export type RegistrationFailure = 'malformed' | 'bad-signature' | 'unknown-issuer';
export type Registration = Readonly<{ origin: string; certificate: StationCertificate; envelope: string }>;

/**
 * Reads a registration: a certificate by one of the programme's issuing keys, and the signature of the station it certifies. No
 * clock is asked: what a station signed while its certificate had run out must be heard all the more.
 */
export function readRegistration(bytes: Uint8Array, programme: Programme): Result<Registration, RegistrationFailure> {
  const outer = parse(bytes, Envelope);
  const claimed = outer === undefined ? undefined : parse(decode(outer.payload), LogRegistration);
  if (outer === undefined || claimed === undefined) return err('malformed');
  const certificate = readCertificate(claimed.certificate, programme);
  if (!certificate.ok) return certificate;
  const body = certificate.value;
  if (logOrigin(body) !== claimed.log) return err('malformed');
  const signKey = fromHex(body.signKey);
  const opened = openEnvelope(bytes, {
    payloadType: PAYLOAD_TYPE.log,
    maximumBytes: UPLOAD_LIMITS.registrationBytes,
    findKey: (id) => (id === keyId(signKey) ? signKey : undefined),
    verify,
  });
  if (!opened.ok) return err(opened.error === 'wrong-type' ? 'malformed' : 'bad-signature');
  return ok({ origin: claimed.log, certificate: body, envelope: JSON.stringify(outer) });
}

/** A certificate by one of the programme's issuing keys, for a station of this programme. */
export function readCertificate(
  envelope: Envelope,
  { programme, issuingKeys }: Programme,
): Result<StationCertificate, RegistrationFailure> {
  const opened = openEnvelope(utf8Bytes(JSON.stringify(envelope)), {
    payloadType: PAYLOAD_TYPE.certificate,
    maximumBytes: UPLOAD_LIMITS.registrationBytes,
    findKey(id) {
      const key = issuingKeys.find(({ kid }) => kid === id);
      return key === undefined ? undefined : fromHex(key.publicKey);
    },
    verify,
  });
  if (!opened.ok)
    return err(opened.error === 'malformed' || opened.error === 'wrong-type' ? 'malformed' : 'unknown-issuer');
  const body = parse(opened.value.payload, StationCertificate);
  if (body === undefined) return err('malformed');
  return body.programme === programme ? ok(body) : err('unknown-issuer');
}

/** Enters a log. `known`: it is there under the same key. `other-key`: another station has the place and epoch. */
export async function register(
  sql: Sql,
  { origin, certificate, envelope }: Registration,
  nowMs: number,
): Promise<'new' | 'known' | 'other-key'> {
  const signKey = fromHex(certificate.signKey);
  return sql.transaction(async (tx) => {
    const added = await tx.query<{ id: number }>(
      `INSERT INTO log (origin, programme, site, site_name, desk, desk_name, epoch, sign_key, key_id, recipient, registration,
         registered_at_ms, leaf, frontier)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (origin) DO NOTHING RETURNING id`,
      [
        origin,
        certificate.programme,
        certificate.site,
        certificate.siteName,
        certificate.desk,
        certificate.deskName,
        certificate.epoch,
        signKey,
        keyId(signKey),
        certificate.recipient,
        envelope,
        nowMs,
        new Uint8Array(32),
        new Uint8Array(),
      ],
    );
    if (added[0] !== undefined) {
      await tx.query('INSERT INTO verification (log) VALUES ($1)', [added[0].id]);
      return 'new';
    }
    const known = await findLog(tx, origin);
    return known !== undefined && equalBytes(known.sign_key, signKey) ? 'known' : 'other-key';
  });
}

function parse<T>(bytes: Uint8Array | undefined, schema: z.ZodType<T>): T | undefined {
  const json = bytes === undefined ? undefined : parseStrictJson(bytes, UPLOAD_LIMITS.registrationBytes);
  return json?.ok === true ? schema.safeParse(json.value).data : undefined;
}

function decode(base64: string): Uint8Array | undefined {
  // Envelope bounds it; what is no base64 gives bytes that are no JSON.
  return base64.length > UPLOAD_LIMITS.registrationBytes ? undefined : Buffer.from(base64, 'base64');
}
