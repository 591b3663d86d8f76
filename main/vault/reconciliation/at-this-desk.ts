import { reconcileEntitlement } from '../../../shared/domain/reconcile/entitlement.ts';
import type { Claim, Due, EntitlementState, Presence } from '../../../shared/domain/reconcile/model.ts';
import type { Decided } from './reconciliation.store.ts';

export type DeskFacts = Readonly<{
  entitlement: string;
  due: Due;
  /** Hand-overs of this desk's own log. */
  claims: readonly Claim[];
  presence: Presence;
  decided: Decided | undefined;
}>;

/**
 * Where an entitlement stands as far as one desk can know. Of a hand-over elsewhere that the programme found to be the rightful one
 * only its name is known here: what this desk gave was then given twice, and the entitlement is in conflict. Undefined where nothing
 * is due and nothing was handed over.
 */
export function stateAtThisDesk({ decided, ...known }: DeskFacts): EntitlementState | undefined {
  const standing = known.claims.filter(({ reversedBy }) => reversedBy === null);
  const [first] = standing;
  // Lists of other sites are not at hand here.
  const alone = { ...known, elsewhere: [] };
  if (decided === undefined || decided.here || first === undefined)
    return reconcileEntitlement({ ...alone, rightful: null });
  const { rightful } = decided;
  const another: Claim = { ...first, ...rightful, desk: '', lines: [], operator: '', day: '' };
  const state = reconcileEntitlement({ ...alone, claims: [...known.claims, another], rightful });
  return state === undefined ? undefined : { ...state, claims: known.claims, status: 'conflict' };
}
