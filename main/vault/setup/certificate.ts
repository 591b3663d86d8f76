import type { contract } from '../../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromBase64, fromHex } from '../../../shared/wire/bytes.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { Envelope, PAYLOAD_TYPE, StationCertificate } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import { verify } from '../crypto/ed25519.ts';
import { fingerprint } from './fingerprint.ts';

export type CertificateFailure = (typeof contract.setup.chooseCertificate.failures)[number];

/** A certificate that holds, with the fingerprint of the programme key that signed it for a person to compare. */
export type Certified = Readonly<{ envelope: Envelope; body: StationCertificate; programmeFingerprint: string }>;

export type CertificateExpectation = Readonly<{
  /** This station's public signing key (hex) and age recipient. */
  signKey: string;
  recipient: string;
  /** The certificate in force, if any. */
  current: StationCertificate | null;
  nowMs: number;
}>;

const MAXIMUM_BYTES = 256 * 1024;

/**
 * Checks a certificate. The first one is trusted for the key it brings itself, which is why a person compares its
 * fingerprint. A later one renews it: signed by a key of the certificate in force, for the same programme, site, desk and
 * epoch, which together name the station's one log.
 *
 * `older-epoch`: an earlier certificate of this station, which could bring back issuing keys that were given up.
 * `foreign-station`: made for other keys than this station's, or for another place or a newer epoch. Those are other logs; a
 * computer that is to serve there starts as a new station in an empty profile folder, and this log stays as it is.
 */
export function checkCertificate(
  bytes: Uint8Array,
  expected: CertificateExpectation,
): Result<Certified, CertificateFailure> {
  const envelope = readEnvelope(bytes);
  const body = envelope === undefined ? err('not-a-certificate') : readBody(envelope);
  if (envelope === undefined || !body.ok) return err(body.ok ? 'not-a-certificate' : body.error);
  const certificate = body.value;
  const trusted = expected.current?.issuingKeys ?? certificate.issuingKeys;
  const find = (keyId: string): Uint8Array | undefined => {
    const key = trusted.find((one) => one.kid === keyId);
    return key === undefined ? undefined : fromHex(key.publicKey);
  };
  const opened = openEnvelope(bytes, {
    payloadType: PAYLOAD_TYPE.certificate,
    maximumBytes: MAXIMUM_BYTES,
    findKey: find,
    verify,
  });
  if (!opened.ok)
    return err(opened.error === 'forged' || opened.error === 'unknown-key' ? 'forged' : 'not-a-certificate');
  const wrong = judge(certificate, expected);
  if (wrong !== undefined) return err(wrong);
  const key = find(opened.value.keyId);
  if (key === undefined) return err('forged');
  return ok({ envelope, body: certificate, programmeFingerprint: fingerprint(key) });
}

function judge(certificate: StationCertificate, expected: CertificateExpectation): CertificateFailure | undefined {
  const { signKey, recipient, current, nowMs } = expected;
  if (certificate.signKey !== signKey || certificate.recipient !== recipient) return 'foreign-station';
  if (nowMs >= certificate.validUntilMs) return 'expired';
  if (current === null) return undefined;
  const { epoch } = certificate;
  if (logOrigin({ ...certificate, epoch: current.epoch }) !== logOrigin(current)) return 'foreign-station';
  if (epoch > current.epoch) return 'foreign-station';
  return epoch < current.epoch || certificate.validFromMs < current.validFromMs ? 'older-epoch' : undefined;
}

/** Names the station's one log. */
export function logOrigin(certificate: Pick<StationCertificate, 'programme' | 'site' | 'desk' | 'epoch'>): string {
  return `tallypoint/${certificate.programme}/${certificate.site}/${certificate.desk}/${certificate.epoch}`;
}

function readEnvelope(bytes: Uint8Array): Envelope | undefined {
  const json = parseStrictJson(bytes, MAXIMUM_BYTES);
  const envelope = json.ok ? Envelope.safeParse(json.value).data : undefined;
  return envelope?.payloadType === PAYLOAD_TYPE.certificate ? envelope : undefined;
}

function readBody(envelope: Envelope): Result<StationCertificate, 'not-a-certificate' | 'newer-format'> {
  const payload = decode(envelope.payload);
  const json = payload === undefined ? err('not-json') : parseStrictJson(payload, MAXIMUM_BYTES);
  if (!json.ok) return err('not-a-certificate');
  const parsed = StationCertificate.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  const version = typeof json.value === 'object' && json.value !== null && 'v' in json.value ? json.value.v : undefined;
  return err(typeof version === 'number' && version > 1 ? 'newer-format' : 'not-a-certificate');
}

function decode(text: string): Uint8Array | undefined {
  try {
    return fromBase64(text);
  } catch {
    return undefined;
  }
}
