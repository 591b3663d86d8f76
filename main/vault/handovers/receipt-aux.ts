import type { Member } from '../../../shared/domain/roll.ts';
import { personView } from '../desk/household-view.ts';
import type { Subject } from '../desk/subject.ts';
import { paperPlace } from '../receipts/paper-place.ts';
import type { ReceiptAux } from './handover-aux.ts';
import type { ServingCycle } from '../session/serving.ts';
import type { HandoverAux } from './handovers.projector.ts';
import type { Plan } from './plan.ts';

export type Collector = Readonly<{ kind: 'member' | 'proxy' | 'holder'; person: Member }>;

/** What the receipt of a hand-over says, fixed at that moment: a reprint next week says the same. */
export function handoverAux(
  serving: ServingCycle,
  { household, voucher }: Pick<Subject, 'household' | 'voucher'>,
  collector: Collector,
  plan: Plan,
): HandoverAux {
  const addressee = household === null ? collector.person : household.members[0];
  if (addressee === undefined) throw new Error('A household without members came through the install');
  const { name, nameLatin } = personView(addressee, null);
  const items = new Map(serving.cycle.roll.items().map((item) => [item.item, item]));
  return {
    household: household?.id ?? null,
    name,
    due: plan.due.map(([entitlement, line, due]) => [entitlement, line, due]),
    receipt: {
      ...paperPlace(serving),
      household: household?.id ?? voucher?.beneficiary ?? '',
      name,
      nameLatin,
      collector: collector.person.id === addressee.id ? null : collectorName(collector),
      part: plan.part,
      voucher: voucher?.code ?? null,
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

function collectorName({ kind, person }: Collector): ReceiptAux['collector'] {
  // Whom the roll does not know collects for himself.
  if (kind === 'holder') return null;
  const { name, nameLatin } = personView(person, null);
  return { kind, name, nameLatin };
}
