import { w3cPlaces } from '../meaning/w3c-claims.ts';
import { isObject } from '../read/bounded-json.ts';
import type { Opened } from '../opened.ts';

/** Where a credential's status stands. */
export type StatusReference = Readonly<{ uri: string; index: number; purpose: 'revocation' | 'suspension' | 'ietf' }>;

const MOST = 4;
const MAXIMUM_INDEX = 67_108_864;

/**
 * The places that a credential names for its status (IETF `status.status_list`, W3C `credentialStatus`, the index in our own
 * voucher). Undefined where it names one that cannot be understood: such a credential must not pass as one without status.
 */
export function statusReferences({ claims, issuer, voucher }: Opened): readonly StatusReference[] | undefined {
  const all = [
    ...ownReference(issuer.statusList, voucher?.statusIndex),
    ...ietf(claims['status']),
    ...w3cPlaces(claims).flatMap(({ credentialStatus }) => w3c(credentialStatus)),
  ];
  if (all.length > MOST || all.some((one) => one === undefined)) return undefined;
  return all.filter((one) => one !== undefined);
}

type Found = readonly (StatusReference | undefined)[];

function ownReference(uri: string | undefined, index: number | undefined): Found {
  return index === undefined ? [] : [reference(uri, index, 'ietf')];
}

function ietf(status: unknown): Found {
  if (status === undefined) return [];
  const list = isObject(status) ? status['status_list'] : undefined;
  return [isObject(list) ? reference(list['uri'], list['idx'], 'ietf') : undefined];
}

const W3C_TYPES = ['BitstringStatusListEntry', 'StatusList2021Entry', 'RevocationList2020Status', 'StatusList2021'];

function w3c(status: unknown): Found {
  if (status === undefined) return [];
  return (Array.isArray(status) ? (status as unknown[]) : [status]).map((entry) => {
    if (!isObject(entry)) return undefined;
    const { type, statusPurpose, statusListIndex, statusListCredential, statusSize } = entry;
    const isOneBit = statusSize === undefined || statusSize === 1 || statusSize === '1';
    if (typeof type !== 'string' || !W3C_TYPES.includes(type) || !isOneBit) return undefined;
    // Other purposes (messages, refresh) say nothing of validity.
    const purpose = statusPurpose ?? 'revocation';
    if (purpose !== 'revocation' && purpose !== 'suspension') return undefined;
    const digits = typeof statusListIndex === 'string' && /^\d{1,9}$/.test(statusListIndex);
    return reference(statusListCredential, digits ? Number(statusListIndex) : statusListIndex, purpose);
  });
}

function reference(uri: unknown, index: unknown, purpose: StatusReference['purpose']): StatusReference | undefined {
  if (typeof uri !== 'string' || uri === '' || uri.length > 500) return undefined;
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index > MAXIMUM_INDEX) return undefined;
  return { uri, index, purpose };
}
