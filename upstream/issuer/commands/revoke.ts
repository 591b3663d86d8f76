import { Trust } from '../../../shared/domain/policy.ts';
import { IssuerError } from '../issuer-error.ts';
import type { ProgrammeFolder } from '../keys/programme-folder.ts';

/** Adds card serials (hex of the card's `cti`) to the list that goes into every further package. Answers how many are new. */
export function revokeCards(programme: ProgrammeFolder, serials: readonly string[], nowMs: number): number {
  const parsed = Trust.shape.revokedCards.safeParse(serials.map((serial) => serial.trim().toLowerCase()));
  if (!parsed.success) {
    const wrong = serials.filter((serial) => !/^[0-9a-f]{16,32}$/i.test(serial.trim()));
    throw new IssuerError(`No card serial (16 to 32 hex digits): ${wrong.slice(0, 10).join(', ')}`);
  }
  const known = new Set(programme.revoked().cards);
  const before = known.size;
  for (const serial of parsed.data) known.add(serial);
  programme.saveRevoked({ asOfMs: nowMs, cards: [...known].toSorted() });
  return known.size - before;
}
