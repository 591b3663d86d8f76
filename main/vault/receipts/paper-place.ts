import type { HoldData } from '../../../shared/ipc/paper-views.ts';
import type { ServingCycle } from '../session/serving.ts';

/** What every paper says of where and by whom an act was done, fixed at that moment. */
export function paperPlace({
  certificate,
  cycle,
  operator,
}: ServingCycle): Pick<HoldData, 'programmeName' | 'siteName' | 'desk' | 'deskName' | 'cycleName' | 'operator'> {
  const { programmeName, siteName, desk, deskName } = certificate;
  return { programmeName, siteName, desk, deskName, cycleName: cycle.roll.manifest().cycleName, operator: operator.id };
}
