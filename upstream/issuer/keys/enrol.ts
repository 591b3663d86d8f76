import { EnrolmentRequest, PAYLOAD_TYPE, type StationCertificate } from '../../../shared/wire/documents.ts';
import { openEnvelope, sealEnvelope } from '../../../shared/wire/dsse.ts';
import { fromHex, utf8Bytes, utf8Text } from '../../../shared/wire/bytes.ts';
import { keyId, type Signer } from '../../../shared/wire/ed25519.ts';
import { verify } from '../../../main/vault/crypto/ed25519.ts';
import { IssuerError } from '../issuer-error.ts';
import type { Programme, Stations } from './programme.ts';

const MAXIMUM_REQUEST_BYTES = 64 * 1024;

export type EnrolOptions = Readonly<{
  /** Content of the `.enrol` file: a DSSE envelope signed with the station's own key. */
  request: Uint8Array;
  site: string;
  siteName: string;
  desk: string;
  deskName: string;
  validFromMs: number;
  validUntilMs: number;
  nowMs: number;
  programme: Programme;
  stations: Stations;
  signer: Signer;
}>;

export type Enrolled = Readonly<{
  certificate: StationCertificate;
  /** Text of the `.station` file. */ file: string;
  stations: Stations;
}>;

/**
 * Certifies a station for a desk. The station that has the desk already keeps its epoch, and so its log: its certificate is
 * renewed. Another station for the desk gets the next epoch; the old one is out of the registry then, so no further package is
 * encrypted to it. Throws an IssuerError for a request that is not what it says.
 */
export function enrolStation(options: EnrolOptions): Enrolled {
  const { programme, stations, signer, site, desk } = options;
  const request = readEnrolmentRequest(options.request);
  const former = stations.find(({ certificate }) => certificate.site === site && certificate.desk === desk);
  const elsewhere = stations.find(
    ({ certificate }) => certificate.signKey === request.signKey && certificate !== former?.certificate,
  );
  if (elsewhere !== undefined) {
    throw new IssuerError(
      `This station already serves ${elsewhere.certificate.site}/${elsewhere.certificate.desk}; a station has one desk`,
    );
  }
  const formerEpoch = former?.certificate.epoch ?? 0;
  const certificate: StationCertificate = {
    v: 1,
    programme: programme.programme,
    programmeName: programme.programmeName,
    site,
    siteName: options.siteName,
    desk,
    deskName: options.deskName,
    epoch: former?.certificate.signKey === request.signKey ? former.certificate.epoch : formerEpoch + 1,
    signKey: request.signKey,
    recipient: request.recipient,
    issuingKeys: [programme.issuingKey],
    recoveryRecipients: programme.recoveryRecipients,
    validFromMs: options.validFromMs,
    validUntilMs: options.validUntilMs,
  };
  const file = JSON.stringify(sealEnvelope(PAYLOAD_TYPE.certificate, utf8Bytes(JSON.stringify(certificate)), signer));
  const others = stations.filter((station) => station !== former);
  return {
    certificate,
    file,
    stations: [...others, { certificate, pinAllowed: request.pinAllowed, enrolledAtMs: options.nowMs }],
  };
}

/** Reads a request and verifies that whoever made it holds its key. Throws an IssuerError. */
export function readEnrolmentRequest(bytes: Uint8Array): EnrolmentRequest {
  let claimed: EnrolmentRequest | undefined;
  const opened = openEnvelope(bytes, {
    payloadType: PAYLOAD_TYPE.enrolment,
    maximumBytes: MAXIMUM_REQUEST_BYTES,
    // The key is in the payload itself: the signature proves possession, nothing more.
    findKey: (id) => {
      claimed = claimedRequest(bytes);
      const key = claimed === undefined ? undefined : fromHex(claimed.signKey);
      return key !== undefined && keyId(key) === id ? key : undefined;
    },
    verify,
  });
  if (!opened.ok || claimed === undefined) throw new IssuerError('This is not a whole enrolment request of a station');
  return claimed;
}

function claimedRequest(bytes: Uint8Array): EnrolmentRequest | undefined {
  try {
    const envelope = JSON.parse(utf8Text(bytes)) as { payload: string };
    return EnrolmentRequest.parse(JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')));
  } catch {
    return undefined;
  }
}
