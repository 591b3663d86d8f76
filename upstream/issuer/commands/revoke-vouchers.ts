import type { StatusList } from '../../../shared/domain/trust-list.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import { readPrintedCode } from '../../../shared/wire/voucher-code.ts';
import { IssuerError } from '../issuer-error.ts';
import { ownCredentials, saveOwnCredentials } from '../keys/credentials-file.ts';
import type { ProgrammeFolder } from '../keys/programme-folder.ts';
import { openRegister, revokeVouchers, type Register } from '../vouchers/register.ts';
import { statusListUri } from '../vouchers/status-list.ts';
import { ownStatus, withStatus, type StatusRules } from './make-trust.ts';

/**
 * Revokes vouchers by code (as in the list, or as printed) or by id, and puts the new status list into the programme's trust
 * list. Answers how many are new, and the status list. Throws an IssuerError where one of them was never issued; then none is revoked.
 */
export function revokeAndSign(
  programme: ProgrammeFolder,
  names: readonly string[],
  signer: Signer,
  nowMs: number,
): Readonly<{ added: number; list: StatusList }> {
  const { folder } = programme;
  const register = openRegister(folder);
  const found = names.map((name) => indexOf(register, name.trim()));
  const trust = ownCredentials(folder, nowMs);
  if (trust === undefined) throw new IssuerError(`${folder} has no trust list: draw it up first (command "trust")`);
  const uri = statusListUri(programme.programme.programme);
  const former = trust.statusLists.find((list) => list.uri === uri);
  if (former === undefined)
    throw new IssuerError('The trust list has no status list of the programme (command "trust")');
  const status: StatusRules = { maxAgeMs: former.maxAgeMs, whenOlder: former.whenOlder };
  const added = revokeVouchers(folder, found, nowMs);
  const list = ownStatus({ programme, signer, status, nowMs });
  saveOwnCredentials(folder, withStatus(trust, list));
  return { added, list };
}

function indexOf(register: Register, name: string): number {
  const known = register.named(name);
  const typed = known.length > 0 ? undefined : readPrintedCode(name);
  const [voucher, another] = typed === undefined ? known : register.named(typed);
  if (voucher === undefined) throw new IssuerError(`${name}: no voucher of the programme has this code or id`);
  if (another !== undefined) throw new IssuerError(`${name}: several vouchers have this code; give the id`);
  return voucher.index;
}
