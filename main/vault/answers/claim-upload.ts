import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import { err, ok } from '../../../shared/result.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { CLAIM_FILE_LIMITS, ParcelHead } from '../../../shared/wire/claim-file.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { askClaim, askClaimPiece } from '../outbox/requests.ts';
import { claimDesk, type ClaimDesk } from '../reimbursement/desk.ts';
import { parcelSent, sealedClaim, type SealedClaim } from '../reimbursement/parcel.ts';
import type { Core } from '../session/core.ts';

type Upload = Pick<Handlers<VaultContract>['outbox'], 'nextClaim' | 'askClaim' | 'askClaimPiece' | 'takeClaimHead'>;
type Within = <R>(work: (outbox: Outbox) => R) => R | ReturnType<typeof err<{ code: 'locked' | 'no-upstream' }>>;

const MAXIMUM_HEAD_BYTES = 4096;

/** The way of claims' sealed files to the collector, as main asks for it. Anybody signed in sends what a supervisor made. */
export function claimUpload(core: Core, within: Within): Upload {
  const onDesk = <R>(work: (outbox: Outbox, desk: ClaimDesk) => R) =>
    within((outbox) => {
      const desk = claimDesk(core);
      return desk === undefined ? err({ code: 'locked' }) : work(outbox, desk);
    });
  /** What is being sent: read once for all of its pieces. */
  let held: SealedClaim | undefined;
  return {
    nextClaim: () =>
      onDesk(async (outbox, desk) => {
        for (const seq of desk.store.unsent()) {
          const sealed = await sealedClaim(desk, outbox, seq, held);
          if (!sealed.ok && sealed.error === 'locked') return err({ code: 'locked' });
          // One whose document was damaged since must not hold up the others; whoever opens it is told.
          if (!sealed.ok) continue;
          held = sealed.value;
          return ok({ seq, sha256: held.sha256, bytes: held.bytes.length });
        }
        held = undefined;
        return ok(null);
      }),
    askClaim: ({ seq, sha256 }) => within(async (outbox) => ok(await askClaim(outbox, seq, sha256))),
    askClaimPiece: ({ from, most, ...parcel }) =>
      within(async (outbox) => {
        if (held?.sha256 !== parcel.sha256 || from >= held.bytes.length) return err({ code: 'not-found' });
        const bytes = held.bytes.subarray(from, from + Math.min(most, CLAIM_FILE_LIMITS.pieceBytes));
        return ok(await askClaimPiece(outbox, parcel, { bytes, from, of: held.bytes.length }));
      }),
    takeClaimHead: ({ seq, sha256, text }) =>
      onDesk((_outbox, desk) => {
        const json = parseStrictJson(utf8Bytes(text), MAXIMUM_HEAD_BYTES);
        const head = json.ok ? ParcelHead.safeParse(json.value).data : undefined;
        if (head?.sha256 !== sha256) return err({ code: 'malformed' });
        if (head.whole) {
          parcelSent(desk, seq);
          core.changed();
        }
        return ok({ size: head.size, whole: head.whole });
      }),
  };
}
