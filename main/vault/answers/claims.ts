import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import { err, ok } from '../../../shared/result.ts';
import { outboxOf } from '../outbox/outbox.ts';
import { receiptNumber } from '../handovers/handovers.store.ts';
import { claimDesk, type ClaimDesk } from '../reimbursement/desk.ts';
import { makeClaim } from '../reimbursement/make-claim.ts';
import { MOST_CAPTURES } from '../reimbursement/reimbursement.store.ts';
import { keepClaimStatus, readClaimStatus } from '../reimbursement/status.ts';
import { captureView, statementView } from '../reimbursement/views.ts';
import { writeClaim, type RenderClaim } from '../reimbursement/write-claim.ts';
import type { Core } from '../session/core.ts';
import { documentAnswers, type WithinClaims } from './claim-documents.ts';

type Answers = Handlers<VaultContract>;
const PAGE = 50;
const MAXIMUM_ANSWER_BYTES = 64 * 1024;

/** What a supervisor does about claims: documents, statements, and what the office answers. */
export function claimAnswers(
  core: Core,
  render: RenderClaim,
): Pick<Answers, 'claims'> & Pick<Answers['host'], 'writeClaim' | 'readClaimAnswer'> {
  function supervised(): ClaimDesk | 'locked' | 'not-allowed' {
    const desk = claimDesk(core);
    if (desk === undefined) return 'locked';
    return desk.serving.operator.role === 'supervisor' ? desk : 'not-allowed';
  }
  const within: WithinClaims = (work) => {
    const desk = supervised();
    return typeof desk === 'string' ? err({ code: desk }) : work(desk);
  };

  return {
    claims: {
      open: () =>
        within((desk) => {
          const captures = desk.store.openCaptures(MOST_CAPTURES + 1);
          return ok({
            captures: captures.slice(0, MOST_CAPTURES).map((one) => captureView(desk, one)),
            more: captures.length > MOST_CAPTURES,
          });
        }),
      ...documentAnswers(core, within),
      make: (input) =>
        within((desk) => {
          const made = makeClaim(desk, input);
          core.changed();
          return made.ok ? ok(shown(desk, made.value)) : made;
        }),
      statements: ({ before }) =>
        within((desk) => {
          const found = desk.store.statements(PAGE + 1, before);
          return ok({
            statements: found.slice(0, PAGE).map((one) => statementView(desk, one)),
            more: found.length > PAGE,
          });
        }),
      statement: ({ seq }) =>
        within((desk) => {
          const particulars = desk.store.particulars(seq);
          if (particulars === undefined) return err({ code: 'not-found' });
          const captures = particulars.captures.flatMap((claimed) => {
            const record = desk.store.capture(claimed.seq);
            return record === undefined ? [] : [{ ...captureView(desk, record), amountMinor: claimed.amountMinor }];
          });
          return ok({ statement: shown(desk, seq), captures, note: particulars.note ?? '' });
        }),
    },
    async writeClaim(wanted) {
      const desk = supervised();
      if (typeof desk === 'string') return err({ code: desk });
      const outbox = outboxOf(core);
      const written = await writeClaim(desk, typeof outbox === 'string' ? undefined : outbox, render, wanted);
      return written.ok ? ok(undefined) : err({ code: written.error });
    },
    readClaimAnswer({ path }) {
      const desk = supervised();
      if (typeof desk === 'string') return err({ code: desk });
      const outbox = outboxOf(core);
      if (typeof outbox === 'string') return err({ code: outbox });
      if (!desk.disk.exists(path)) return err({ code: 'file-missing' });
      const status = readClaimStatus(outbox, readSmall(desk, path));
      if (!status.ok) return err({ code: status.error });
      keepClaimStatus(outbox, status.value, desk.nowMs());
      core.changed();
      return ok({ number: receiptNumber(desk.serving.certificate.desk, status.value.seq) });
    },
  };
}

function shown(desk: ClaimDesk, seq: number) {
  const statement = desk.store.statement(seq);
  if (statement === undefined) throw new Error('A claim without a statement');
  return statementView(desk, statement);
}

/** Nothing where it is too large or cannot be read: no answer either way. */
function readSmall({ disk }: ClaimDesk, path: string): Uint8Array {
  try {
    return disk.read(path, MAXIMUM_ANSWER_BYTES);
  } catch {
    return new Uint8Array();
  }
}
