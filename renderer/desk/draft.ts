import type { Approval, Collector, Draft, GiveInput, Serving, VerdictView } from './desk.types.ts';

export const EMPTY_DRAFT: Draft = { collector: null, quantities: null, note: '', services: [] };

type Line = VerdictView['due'][number];
export const lineKey = (line: Pick<Line, 'entitlement' | 'line'>): string => `${line.entitlement}/${line.line}`;

/** How much of a line is handed over now: the typed part, or all that remains. */
export function quantityNow(line: Line, draft: Draft): number {
  return draft.quantities === null ? line.remaining : Math.min(draft.quantities[lineKey(line)] ?? 0, line.remaining);
}

const WHOEVER_HOLDS_IT: Collector = { kind: 'holder', id: 'holder' };

/** Who collects: the chosen person, the one the entitlement is addressed to, or whoever brought a voucher for nobody of the roll. */
export function collectorOf({ verdict, draft }: Serving): Collector | undefined {
  if (verdict.household === null && verdict.voucher !== null) return WHOEVER_HOLDS_IT;
  const addressee = verdict.household?.members[0];
  return draft.collector ?? (addressee && { kind: 'member', id: addressee.id });
}

export function isPart(serving: Serving): boolean {
  return serving.verdict.due.some((line) => quantityNow(line, serving.draft) < line.remaining);
}

/** The call to the station, or undefined where nothing would be handed over. */
export function giveInput(serving: Serving, approval: Approval | undefined): GiveInput | undefined {
  const collector = collectorOf(serving);
  const lines = serving.verdict.due
    .map((line) => ({ entitlement: line.entitlement, line: line.line, quantity: quantityNow(line, serving.draft) }))
    .filter((line) => line.quantity > 0);
  if (!serving.verdict.canGive || collector === undefined || lines.length === 0) return undefined;
  const note = serving.draft.note.trim();
  return { token: serving.verdict.token, collector, lines, ...(note && { note }), ...(approval && { approval }) };
}
