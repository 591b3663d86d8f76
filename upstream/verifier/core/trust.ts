import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { Upstream } from '../../../shared/domain/policy.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromHex, toHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { IssuingKey, PAYLOAD_TYPE, StationCertificate } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import type { Verify } from '../../../shared/wire/ed25519.ts';
import type { NoteKey } from '../../../shared/wire/note.ts';

const MAXIMUM_BYTES = 16 * 1024 * 1024;

/** Of `programme.json` only what is needed here, so that newer files are read too. */
const ProgrammeFile = z.looseObject({
  v: z.literal(1),
  programme: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  programmeName: z.string().min(1).max(120),
  issuingKey: IssuingKey,
  upstream: Upstream.pick({ name: true, publicKey: true }).optional(),
});
const StationsFile = z.array(z.looseObject({ certificate: StationCertificate })).max(100_000);

export type Programme = Readonly<{
  id: string;
  name: string;
  issuingKey: z.infer<typeof IssuingKey>;
  collector?: NoteKey;
}>;

/** `signed`: the programme's own signature was checked; else it was believed as the auditor gave it. */
export type Certificate = Readonly<{ body: StationCertificate; hash: string; signed: boolean }>;

export type TrustFailure = 'malformed' | 'forged';

/** `programme.json` of the issuer's folder. */
export function readProgramme(bytes: Uint8Array): Result<Programme, TrustFailure> {
  const json = parseStrictJson(bytes, MAXIMUM_BYTES);
  const file = json.ok ? ProgrammeFile.safeParse(json.value).data : undefined;
  if (file === undefined) return err('malformed');
  const { programme: id, programmeName: name, issuingKey, upstream } = file;
  return ok({
    id,
    name,
    issuingKey,
    ...(upstream && { collector: { name: upstream.name, publicKey: fromHex(upstream.publicKey) } }),
  });
}

/** `stations.json`: the issuer's register. It carries no signature. */
export function readStations(bytes: Uint8Array): Result<Certificate[], TrustFailure> {
  const json = parseStrictJson(bytes, MAXIMUM_BYTES);
  const file = json.ok ? StationsFile.safeParse(json.value).data : undefined;
  if (file === undefined) return err('malformed');
  return ok(
    file.map(({ certificate: body }) => ({
      body,
      hash: toHex(sha256(utf8Bytes(JSON.stringify(body)))),
      signed: false,
    })),
  );
}

/** A `.station` file, or the certificate that travels in a bundle: a DSSE envelope of the issuing key. */
export function readCertificate(
  bytes: Uint8Array,
  programme: Programme,
  verify: Verify,
): Result<Certificate, TrustFailure> {
  const { issuingKey } = programme;
  const opened = openEnvelope(bytes, {
    payloadType: PAYLOAD_TYPE.certificate,
    maximumBytes: MAXIMUM_BYTES,
    findKey: (id) => (id === issuingKey.kid ? fromHex(issuingKey.publicKey) : undefined),
    verify,
  });
  if (!opened.ok) return err(opened.error === 'forged' || opened.error === 'unknown-key' ? 'forged' : 'malformed');
  const { payload } = opened.value;
  const json = parseStrictJson(payload, MAXIMUM_BYTES);
  const body = json.ok ? StationCertificate.safeParse(json.value).data : undefined;
  return body === undefined ? err('malformed') : ok({ body, hash: toHex(sha256(payload)), signed: true });
}

/** Name of the log that a certificate is for. */
export function originOf({ body }: Pick<Certificate, 'body'>): string {
  return `tallypoint/${body.programme}/${body.site}/${body.desk}/${body.epoch}`;
}

/** `NAME=HEXKEY` as people type it. */
export function readCollector(text: string): Result<NoteKey, 'malformed'> {
  const match = /^([a-z0-9][a-z0-9./-]{0,99})=([0-9a-f]{64})$/.exec(text.trim());
  if (match?.[1] === undefined || match[2] === undefined) return err('malformed');
  return ok({ name: match[1], publicKey: fromHex(match[2]) });
}
