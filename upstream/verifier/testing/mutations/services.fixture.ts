import type { EntryBodies } from '../../../../shared/wire/entry-types.ts';
import type { FindingCode } from '../../core/catalogue.ts';
import { entryOf, forge } from '../log.fixture.ts';
import type { Mutation } from '../mutations.fixture.ts';
import { changing, VOUCHER, withServices, type ChangeSteps } from '../services.fixture.ts';

const [ONE, TWO] = VOUCHER as [string, string];

function vouchers(name: string, finds: FindingCode, change: ChangeSteps): Mutation {
  return { name, finds, make: (w) => ({ files: w.files(withServices(w, change)) }) };
}

/** Puts a copy of a step behind another one. References to steps between stay right only before it. */
function again(name: string, after: string, change: object): ChangeSteps {
  return (all) => {
    const step = all.find((one) => one.name === name);
    const place = all.findIndex((one) => one.name === after);
    if (step === undefined) throw new Error(`There is no step ${name}`);
    return all.toSpliced(place + 1, 0, { ...step, body: { ...step.body, ...change } });
  };
}

const without =
  (name: string): ChangeSteps =>
  (all) =>
    all.map((one) => (one.name === name ? { ...one, t: 'control', body: { kind: 'x-report' } } : one));

/** Somebody who has the station's key and changes what was done with vouchers. */
export const SERVICES: readonly Mutation[] = [
  vouchers(
    'a voucher held twice',
    'used-while-held',
    again('hold', 'hold', { hid: 'S9', holder: ['roll'], acts: [[ONE, 1, 0]] }),
  ),
  vouchers(
    'a held voucher captured beside its hold',
    'used-while-held',
    changing('capture', () => ({ of: undefined })),
  ),
  vouchers(
    'a hold that uses its voucher up',
    'voucher-act-wrong',
    changing('hold', () => ({ acts: [[ONE, 0, 1]] })),
  ),
  vouchers(
    'a capture booked on another voucher',
    'voucher-act-wrong',
    changing('capture at once', () => ({ acts: [[ONE, 2, 1]] })),
  ),
  vouchers(
    'a capture out of its order',
    'claim-out-of-order',
    changing('capture', () => ({ acts: [[ONE, 4, 0]] })),
  ),
  vouchers(
    'a voucher captured again once it was used up',
    'claimed-twice',
    again('capture at once', 'capture at once', { hid: 'S9', acts: [[TWO, 1, 1]] }),
  ),
  vouchers('a capture of what was not held', 'capture-of-nothing', without('hold')),
  vouchers(
    'a capture of more than was held',
    'capture-differs',
    changing('hold', () => ({ amount: ['cash:SDG', 2999] })),
  ),
  vouchers(
    'services that come to less than was captured',
    'capture-sum',
    changing('capture at once', () => ({ services: [['CONSULT', 1, 699]] })),
  ),
  vouchers(
    'a voucher that has more left than it had',
    'voucher-amount-differs',
    changing('hold again', () => ({ amount: ['cash:SDG', 5000] })),
  ),
  vouchers(
    'a release of nothing',
    'release-of-nothing',
    changing('released', () => ({ of: 3 })),
  ),
  vouchers(
    'a release of another voucher',
    'release-of-nothing',
    changing('taken back', () => ({ vch: ONE, acts: [[ONE, 2, 0]] })),
  ),
  vouchers('a release twice', 'release-twice', again('released', 'released', { acts: [[ONE, 4, 0]] })),
  vouchers(
    'a capture taken back without approval',
    'release-unapproved',
    changing('taken back', () => ({ apv: undefined })),
  ),
  vouchers(
    'an approval of another capture',
    'approval-invalid',
    changing('capture', ({ services }: EntryBodies['capture']) => ({
      services: services.map(([code, count]) => [code, count, 1400]),
      amount: ['cash:SDG', 2800],
    })),
  ),
  vouchers(
    'a capture taken back for another reason than was approved',
    'approval-invalid',
    changing('taken back', () => ({ reason: 'other' })),
  ),
  vouchers('a question that nobody asked', 'holder-not-asked', without('answer')),
  vouchers(
    'a witness who did not sign',
    'holder-not-asked',
    changing('capture', () => ({ apv: undefined })),
  ),
  vouchers(
    'goods handed over on a voucher without a holder',
    'holder-not-asked',
    changing('goods', () => ({ holder: undefined })),
  ),
  vouchers(
    'two vouchers in one hand-over',
    'acts-and-lines-differ',
    changing('goods', ({ acts }: EntryBodies['handover']) => ({ acts: [...acts, [TWO, 2, 1]] })),
  ),
  vouchers(
    'a holder without a voucher',
    'acts-and-lines-differ',
    changing('due', ({ acts }: EntryBodies['handover']) => ({ acts: acts.slice(0, 1) })),
  ),
  vouchers(
    'a reversal that leaves its voucher used',
    'void-differs',
    changing('due back', ({ acts }: EntryBodies['void']) => ({ acts: acts.slice(0, 1) })),
  ),
  {
    name: 'services that a close does not count',
    finds: 'close-captured',
    make: (w) => {
      const lines = withServices(w);
      const changed = lines.map((line) => {
        const entry = entryOf(line);
        return entry.t === 'day_close' && entry.captured !== undefined
          ? { ...entry, captured: [['cash:SDG', 2999]] }
          : entry;
      });
      return { files: w.files(forge(changed, w.station)) };
    },
  },
];
