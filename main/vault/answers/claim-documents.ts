import { CLAIM_LIMITS, documentType } from '../../../shared/domain/reimbursement.ts';
import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import { err, ok } from '../../../shared/result.ts';
import type { ClaimDesk } from '../reimbursement/desk.ts';
import { hashOf } from '../reimbursement/documents.ts';
import { documentView } from '../reimbursement/views.ts';
import type { Core } from '../session/core.ts';

type Documents = Pick<Handlers<VaultContract>['claims'], 'attach' | 'detach' | 'document'>;
export type WithinClaims = <R>(
  work: (desk: ClaimDesk) => R,
) => R | ReturnType<typeof err<{ code: 'locked' | 'not-allowed' }>>;

/** Supporting documents: added until a claim names them, and again where it came back with a question. */
export function documentAnswers(core: Core, within: WithinClaims): Documents {
  return {
    attach: (input) =>
      within((desk) => {
        const added = attach(desk, input);
        if (added.ok) core.changed();
        return added;
      }),
    detach: ({ capture, sha256 }) =>
      within(({ store, documents }) => {
        const found = store.documentsOf(capture).find((one) => one.sha256 === sha256);
        if (found === undefined) return err({ code: 'not-found' });
        if (found.claimed) return err({ code: 'document-claimed' });
        store.removeDocument(capture, sha256);
        if (store.documentNamed(sha256) === undefined) documents.remove(sha256);
        core.changed();
        return ok(undefined);
      }),
    document: ({ sha256 }) =>
      within(({ store, documents }) => {
        const found = store.documentNamed(sha256);
        if (found === undefined) return err({ code: 'not-found' });
        const bytes = documents.get(sha256);
        return bytes === undefined ? err({ code: 'document-damaged' }) : ok({ type: found.type, bytes });
      }),
  };
}

function attach(desk: ClaimDesk, { capture, kind, bytes }: Parameters<Documents['attach']>[0]) {
  const { store, documents, serving } = desk;
  const record = store.capture(capture);
  if (record === undefined || record.released) return err({ code: 'not-found' });
  if (record.claimed !== null && store.statement(record.claimed.by)?.status?.answer !== 'queried')
    return err({ code: 'not-queried' });
  if (bytes.length > CLAIM_LIMITS.documentBytes) return err({ code: 'document-too-large' });
  const type = documentType(bytes);
  if (type === undefined) return err({ code: 'no-document' });
  const before = store.documentsOf(capture);
  const sha256 = hashOf(bytes);
  const same = before.find((one) => one.sha256 === sha256);
  if (same === undefined && before.length >= CLAIM_LIMITS.documentsPerCapture)
    return err({ code: 'too-many-documents' });
  // Also where it is known: what was missing or damaged is there again.
  documents.put(bytes);
  if (same !== undefined) return ok(documentView(same));
  const document = { capture, sha256, kind, type, bytes: bytes.length };
  store.addDocument(document, desk.nowMs(), serving.operator.id);
  return ok(documentView({ ...document, claimed: false }));
}
