import { VerdictCode } from '../../shared/domain/verdict.ts';
import type { VerdictView } from '../desk/desk.types.ts';
import { portrait } from './portrait.ts';
import { voucherVerdicts } from './fake-vouchers.ts';
import { handoverFixture, verdictFixture } from './verdicts.fixture.ts';

const reasonsOf: Partial<Record<VerdictView['code'], VerdictView['reasons']>> = {
  attention: ['card-genuine', 'household-note'],
  'already-served': ['card-genuine'],
  revoked: ['card-cancelled'],
  blocked: ['household-blocked'],
  'wrong-site': ['other-site'],
  'not-yet-valid': ['window-not-open'],
  expired: ['card-expired'],
  forged: ['bad-signature'],
  'unknown-issuer': ['foreign-programme'],
  unreadable: ['wrong-keyboard'],
  'unknown-beneficiary': ['not-in-roll'],
  'out-of-stock': ['item-out-of-stock'],
  'limit-reached': ['day-limit'],
  'needs-approval': ['card-genuine', 'amount-above-limit'],
};
const strangers: readonly string[] = [
  'forged',
  'unknown-issuer',
  'claims-not-signed',
  'unreadable',
  'unknown-beneficiary',
];
const DAY_MS = 86_400_000;

/** The verdict whose code is the scanned text; anything else is `ok`. */
export function verdictFor(text: string, serial: number): VerdictView {
  const onVoucher = voucherVerdicts[text];
  const code = onVoucher?.code ?? VerdictCode.safeParse(text).data ?? 'ok';
  const canGive = code === 'ok' || code === 'attention' || code === 'needs-approval';
  const known = verdictFixture();
  const people = known.household!.members.map((person, index) => ({
    ...person,
    photo: portrait(index + 1),
    idNumber: index === 0 ? 'SD-4471-203' : null,
  }));
  const household = {
    ...known.household!,
    note: code === 'attention' ? 'Walks with a stick: offer a chair and a porter.' : null,
    members: people,
    proxies: known.household!.proxies.map((person) => ({ ...person, photo: portrait(4) })),
  };
  return {
    ...known,
    code,
    reasons: reasonsOf[code] ?? ['card-genuine'],
    token: `token-${serial}`,
    canGive,
    approvalNeeded: code === 'needs-approval',
    household: strangers.includes(code) ? null : household,
    due:
      text === 'manylines'
        ? manyLines()
        : canGive
          ? [...known.due, { entitlement: 'E1', line: 'L3', account: 'OIL-4L', due: 2, given: 1, remaining: 1 }]
          : [],
    earlier:
      code === 'already-served'
        ? [
            handoverFixture({
              atMs: Date.now() - 7_200_000,
              lines: [
                { account: 'SORGHUM-25KG', quantity: 2 },
                { account: 'cash:SDG', quantity: 4_500_000 },
              ],
            }),
          ]
        : [],
    site: code === 'wrong-site' ? 'Wad Sharife' : null,
    validFromMs: code === 'not-yet-valid' ? Date.now() + 3 * DAY_MS : null,
    validUntilMs: code === 'expired' ? Date.now() - 3 * DAY_MS : null,
    ...onVoucher,
  };
}

/** A full basket, to see that all of it is in sight. */
function manyLines(): VerdictView['due'] {
  const accounts = ['SORGHUM-25KG', 'OIL-4L', 'SOAP', 'cash:SDG', 'LENTILS-5KG', 'SALT-1KG', 'BLANKET'];
  return accounts.map((account, index) => {
    const due = account === 'cash:SDG' ? 123_456_750 : index + 1;
    return { entitlement: 'E1', line: `L${index}`, account, due, given: 0, remaining: due };
  });
}
