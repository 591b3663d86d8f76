import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planCapture } from './plan-capture.ts';

const offered = [
  { code: 'XRAY', name: 'X-ray', currency: 'SDG', ceilingMinor: 20_000 },
  { code: 'BED', name: 'Day in a bed', currency: 'SDG', ceilingMinor: 5000 },
  { code: 'TEST', name: 'Test', currency: 'USD', ceilingMinor: 900 },
];
const wanted = fc.array(
  fc.record({
    code: fc.constantFrom('XRAY', 'BED', 'TEST', 'GOLD'),
    quantity: fc.integer({ min: 1, max: 4 }),
    amountMinor: fc.integer({ min: 1, max: 30_000 }),
  }),
  { minLength: 1, maxLength: 6 },
);

test('never captures more than the voucher has, than a ceiling allows, or what is not offered in its currency', () => {
  fc.assert(
    fc.property(wanted, fc.integer({ min: 0, max: 60_000 }), fc.boolean(), (services, remainingMinor, partial) => {
      const plan = planCapture(services, { offered, account: 'cash:SDG', remainingMinor, partial });
      const total = services.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      if (!plan.ok) {
        const over = offered.some(({ code, ceilingMinor }) => {
          const mine = services.filter((one) => one.code === code);
          const allowed = mine.reduce((sum, { quantity }) => sum + quantity * ceilingMinor, 0);
          return mine.reduce((sum, { amountMinor }) => sum + amountMinor, 0) > allowed;
        });
        const strange = services.some(({ code }) => code !== 'XRAY' && code !== 'BED');
        expect(strange || over || total > remainingMinor).toBe(true);
        return;
      }
      const { services: lines, totalMinor, complete } = plan.value;
      expect(totalMinor).toBe(total);
      expect(totalMinor).toBeLessThanOrEqual(remainingMinor);
      expect(lines.reduce((sum, [, , amountMinor]) => sum + amountMinor, 0)).toBe(totalMinor);
      expect(new Set(lines.map(([code]) => code)).size).toBe(lines.length);
      for (const [code, quantity, amountMinor] of lines) {
        const service = offered.find((one) => one.code === code && one.currency === 'SDG');
        expect(amountMinor).toBeLessThanOrEqual((service?.ceilingMinor ?? 0) * quantity);
      }
      expect(complete).toBe(partial && totalMinor < remainingMinor ? 0 : 1);
    }),
  );
});
