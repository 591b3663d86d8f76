import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromHex } from '../../../shared/wire/bytes.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE, type StationCertificate } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import { TRUST_UPDATE_MAXIMUM_BYTES, TrustUpdate } from '../../../shared/wire/trust-update.ts';
import { verify } from '../crypto/ed25519.ts';
import { database, type Serving } from '../session/serving.ts';
import { keepList, type KeptList } from './trust-lists.store.ts';

export type SignedList = Readonly<{
  update: TrustUpdate;
  /** SHA-256 (hex) of what was signed. */
  hash: string;
}>;
export type UpdateFailure = 'not-a-trust-list' | 'forged-trust-list' | 'foreign-trust-list';

/** Reads a `.trust` document. Only an issuing key of the programme can have signed it, whoever brought it. */
export function readTrustUpdate(
  bytes: Uint8Array,
  { issuingKeys, programme }: Pick<StationCertificate, 'issuingKeys' | 'programme'>,
): Result<SignedList, UpdateFailure> {
  const opened = openEnvelope(bytes, {
    payloadType: PAYLOAD_TYPE.trust,
    maximumBytes: TRUST_UPDATE_MAXIMUM_BYTES,
    findKey: (id) => {
      const key = issuingKeys.find(({ kid }) => kid === id);
      return key === undefined ? undefined : fromHex(key.publicKey);
    },
    verify,
  });
  if (!opened.ok)
    return err(opened.error === 'forged' || opened.error === 'unknown-key' ? 'forged-trust-list' : 'not-a-trust-list');
  const { payload } = opened.value;
  const json = parseStrictJson(payload, TRUST_UPDATE_MAXIMUM_BYTES);
  const update = json.ok ? TrustUpdate.safeParse(json.value).data : undefined;
  if (update === undefined) return err('not-a-trust-list');
  if (update.programme !== programme) return err('foreign-trust-list');
  const hash = createHash('sha256').update(payload).digest('hex');
  return ok({ update, hash });
}

/** Keeps it for each of its cycles, also for one that is yet to come; false where another list has its number already. */
export function keepUpdate(serving: Serving, { update, hash }: SignedList, via: KeptList['via']): boolean {
  const db = database(serving);
  const cameAtMs = Math.floor(serving.clock.nowMs());
  const body = JSON.stringify(update.list);
  const kept = update.cycles.map((cycle) =>
    keepList(db, cycle, { number: update.list.number, hash, via, cameAtMs }, body),
  );
  return kept.every(Boolean);
}
