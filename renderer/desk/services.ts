import { parseMoney, parseWhole } from '../words/parse.ts';
import type { Approval, CaptureInput, HoldInput, Serving, TypedService, Voucher } from './desk.types.ts';

type Service = Voucher['services'][number];
/** A capture may name at most so many services, and so many of each. */
export const MOST_SERVICES = 50;
const MOST_OF_ONE = 10_000;

/** One typed service as it is understood; `undefined` where a figure is missing or cannot be. */
export type ReadService = Readonly<{
  service: Service;
  quantity: number | undefined;
  /** The most that so many may cost, minor units. */
  ceilingMinor: number | undefined;
  amountMinor: number | undefined;
  aboveCeiling: boolean;
}>;
export type ReadCapture = Readonly<{
  lines: readonly ReadService[];
  totalMinor: number;
  /** What the voucher has for this capture: what was set aside, else what it still has. */
  availableMinor: number;
  aboveAvailable: boolean;
  /** Lost with this capture: the rest of a voucher that is good for one use. */
  lapsesMinor: number;
  /** Nothing is missing and nothing is above. */
  complete: boolean;
}>;

function readService(service: Service, typed: TypedService): ReadService {
  const whole = parseWhole(typed.quantity);
  const quantity = whole !== undefined && whole >= 1 && whole <= MOST_OF_ONE ? whole : undefined;
  const typedMinor = parseMoney(typed.amount, service.currency);
  const amountMinor = typedMinor === 0 ? undefined : typedMinor;
  const ceilingMinor = quantity === undefined ? undefined : service.ceilingMinor * quantity;
  const aboveCeiling = amountMinor !== undefined && ceilingMinor !== undefined && amountMinor > ceilingMinor;
  return { service, quantity, ceilingMinor, amountMinor, aboveCeiling };
}

/** What was typed, held against the provider's ceilings and the voucher's balance. The station does so again. */
export function readCapture(voucher: Voucher, typed: readonly TypedService[]): ReadCapture {
  const lines = typed.flatMap((one) => {
    const service = voucher.services.find(({ code }) => code === one.code);
    return service === undefined ? [] : [readService(service, one)];
  });
  const totalMinor = lines.reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0), 0);
  const availableMinor = voucher.hold?.amountMinor ?? voucher.credit?.remainingMinor ?? 0;
  const aboveAvailable = totalMinor > availableMinor;
  const whole = lines.every(
    ({ quantity, amountMinor, aboveCeiling }) => quantity !== undefined && amountMinor !== undefined && !aboveCeiling,
  );
  return {
    lines,
    totalMinor,
    availableMinor,
    aboveAvailable,
    lapsesMinor: voucher.partial || aboveAvailable ? 0 : availableMinor - totalMinor,
    complete: whole && !aboveAvailable && lines.length > 0 && lines.length <= MOST_SERVICES,
  };
}

/** The call that sets the voucher aside, or undefined where there is nothing to set aside. */
export function holdInput({ verdict, draft }: Serving, approval: Approval | undefined): HoldInput | undefined {
  const { voucher } = verdict;
  const free = voucher?.use === 'services' && voucher.hold === null && (voucher.credit?.remainingMinor ?? 0) > 0;
  if (!verdict.canGive || !free) return undefined;
  const note = draft.note.trim();
  return { token: verdict.token, ...(note && { note }), ...(approval && { approval }) };
}

/** The call that captures what was typed, or undefined where that cannot be captured. */
export function captureInput({ verdict, draft }: Serving, approval: Approval | undefined): CaptureInput | undefined {
  const { voucher } = verdict;
  if (!verdict.canGive || voucher?.use !== 'services') return undefined;
  const { lines, complete } = readCapture(voucher, draft.services);
  if (!complete) return undefined;
  const note = draft.note.trim();
  return {
    token: verdict.token,
    services: lines.flatMap(({ service, quantity, amountMinor }) =>
      quantity === undefined || amountMinor === undefined ? [] : [{ code: service.code, quantity, amountMinor }],
    ),
    ...(note && { note }),
    ...(approval && { approval }),
  };
}
