import { z } from 'zod';
import { ClaimParticulars } from '../../../shared/wire/claim-file.ts';
import { signatureCharacters } from '../../../shared/wire/receipt-code.ts';
import type { Projector } from '../ledger/ledger.types.ts';

/** What a claim brings beside its entry. It names people and so never leaves the station in the ledger. */
export const ClaimAux = z.object({ salt: z.string(), particulars: ClaimParticulars });
export type ClaimAux = z.infer<typeof ClaimAux>;

export const projectClaim: Projector<'claim'> = (db, { entry, signature }, aux) => {
  const { salt, particulars } = ClaimAux.parse(aux);
  const [account, amount] = entry.amount;
  db.prepare('INSERT INTO reimbursement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run([
    entry.seq,
    account,
    amount,
    entry.captures.length,
    Date.parse(entry.at),
    entry.op,
    signatureCharacters(signature),
    JSON.stringify(particulars),
    salt,
    entry.replaces ?? null,
  ]);
  const first = db.prepare('INSERT INTO reimbursement_capture (capture, reimbursement, amount) VALUES (?, ?, ?)');
  const again = db.prepare(
    'UPDATE reimbursement_capture SET reimbursement = ?, amount = ? WHERE capture = ? AND reimbursement = ?',
  );
  const document = db.prepare('INSERT OR IGNORE INTO reimbursement_document (capture, sha256) VALUES (?, ?)');
  for (const [capture, claimed, documents] of entry.captures) {
    if (entry.replaces === undefined) first.run([capture, entry.seq, claimed]);
    else if (again.run([entry.seq, claimed, capture, entry.replaces]).changes !== 1)
      throw new Error('A capture of another statement cannot be claimed again');
    for (const sha256 of documents) document.run([capture, sha256]);
  }
};
