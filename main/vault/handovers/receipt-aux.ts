import type { Household, Member } from '../../../shared/domain/roll.ts';
import { personView } from '../desk/household-view.ts';
import type { ServingCycle } from '../session/serving.ts';
import type { HandoverAux } from './handovers.projector.ts';
import type { Plan } from './plan.ts';

export type Collector = Readonly<{ kind: 'member' | 'proxy'; person: Member }>;

/** What the receipt of a hand-over says, fixed at that moment: a reprint next week says the same. */
export function handoverAux(
  serving: ServingCycle,
  household: Household,
  collector: Collector,
  plan: Plan,
): HandoverAux {
  const { certificate, cycle, operator } = serving;
  const [addressee] = household.members;
  if (addressee === undefined) throw new Error('A household without members came through the install');
  const { name, nameLatin } = personView(addressee, null);
  const items = new Map(cycle.roll.items().map((item) => [item.item, item]));
  return {
    household: household.id,
    name,
    due: plan.due.map(([entitlement, line, due]) => [entitlement, line, due]),
    receipt: {
      programmeName: certificate.programmeName,
      siteName: certificate.siteName,
      desk: certificate.desk,
      deskName: certificate.deskName,
      cycleName: cycle.roll.manifest().cycleName,
      operator: operator.id,
      household: household.id,
      name,
      nameLatin,
      collector: collector.person.id === addressee.id ? null : collectorName(collector),
      part: plan.part,
      lines: plan.amounts.map(([account, quantity]) => {
        const item = items.get(account);
        return {
          account,
          name: item?.name ?? {},
          unit: item?.unit ?? null,
          icon: item?.icon ?? null,
          quantity,
          remaining: plan.remaining.get(account) ?? 0,
        };
      }),
    },
  };
}

function collectorName({ kind, person }: Collector): { kind: Collector['kind']; name: string; nameLatin: string } {
  const { name, nameLatin } = personView(person, null);
  return { kind, name, nameLatin };
}
