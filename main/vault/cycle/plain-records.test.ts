import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Entitlement, Household } from '../../../shared/domain/roll.ts';
import { createPlainEntitlements, plainHousehold } from './plain-records.ts';

/** Mostly as it should be: a record of many fields would else never be whole. */
const mostly = <T>(good: fc.Arbitrary<T>, ...bad: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 40, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...bad) });
const letters = mostly(
  fc.string({
    unit: fc.constantFrom('a', 'Z', '0', '-', 'é', '\u0645', '\u{1f600}', '\u2028', ' '),
    minLength: 1,
    maxLength: 30,
  }),
  'a"b',
  'a\\b',
  'a\nb',
  '',
  'x'.repeat(64),
  'x'.repeat(65),
  'x'.repeat(201),
  '\ud800',
);
const id = mostly(fc.stringMatching(/^[A-Z0-9][A-Z0-9-]{1,31}$/), 'a', '-A', 'A'.repeat(33));
const whole = mostly(fc.integer({ min: 1, max: 99 }), 0, -0, -1, 100, 1.5, 1e15, 2 ** 53, 1e21);
const date = mostly(fc.stringMatching(/^\d{4}(-\d{2}-\d{2})?$/), '198', '1980-1-1', '1980-01-01x');
const person = fc.record(
  {
    id,
    name: letters,
    nameLatin: letters,
    sex: mostly(fc.constantFrom('f', 'm', 'x'), 'y'),
    birthDate: date,
    relation: letters,
    photo: mostly(fc.constantFrom('a.png', 'p-1.jpg'), 'A.png', '../a.png'),
    idNumber: letters,
  },
  { requiredKeys: ['id', 'name', 'relation'] },
);
const household = fc.record(
  {
    id,
    status: mostly(fc.constantFrom('active', 'blocked'), 'gone'),
    size: whole,
    place: letters,
    phone: letters,
    language: mostly(fc.constantFrom('', 'ar'), 'toolong--'),
    note: letters,
    members: fc.array(person, { maxLength: 4 }),
    proxies: fc.array(person, { maxLength: 2 }),
  },
  { requiredKeys: ['id', 'status', 'size', 'members', 'proxies'] },
);
const line = fc.oneof(
  fc.record({
    kind: fc.constant('item'),
    line: id,
    item: mostly(fc.constant('OIL'), 'oil', '-', 'A'.repeat(33)),
    quantity: whole,
  }),
  fc.record({ kind: fc.constant('cash'), line: id, currency: mostly(fc.constant('SDG'), 'sdg'), amountMinor: whole }),
);
const entitlement = fc.record(
  {
    id,
    household: id,
    lines: fc.array(line, { maxLength: 4 }),
    validFromMs: whole,
    validUntilMs: whole,
    homeDesk: letters,
    voucherCode: mostly(fc.stringMatching(/^[0-9a-f-]{1,21}$/), 'é1'),
  },
  { requiredKeys: ['id', 'household', 'lines'] },
);

/** What the slower way makes of a line: its value, or undefined where it is refused. */
function slowly(schema: typeof Household | typeof Entitlement, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? schema.safeParse(value).data : undefined;
  } catch {
    return undefined;
  }
}

/** A line as it comes out of a package's bytes: a character a byte. */
const latin = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const plainEntitlement = createPlainEntitlements();

/** A character changed, left out or put in anywhere. */
const slip = fc.record({
  at: fc.nat(),
  drop: fc.nat({ max: 2 }),
  put: fc.constantFrom('', '"', ',', '0', ' ', '}', ']', '-', 'e1', '\\', '\u0001'),
});
function slipped(text: string, { at, drop, put }: { at: number; drop: number; put: string }): string {
  const from = at % (text.length + 1);
  // Lines come out of valid UTF-8, which has no halves of characters.
  return (text.slice(0, from) + put + text.slice(from + drop)).toWellFormed();
}

it.each([
  ['household', household, Household, plainHousehold],
  ['entitlement', entitlement, Entitlement, plainEntitlement],
] as const)('reads no %s otherwise than parsing and checking would', (_name, records, schema, plain) => {
  let read = 0;
  fc.assert(
    fc.property(records as fc.Arbitrary<unknown>, fc.option(slip), (record, change) => {
      const spelt = JSON.stringify(record);
      const text = change === null ? spelt : slipped(spelt, change);
      const value = plain(latin(text));
      if (value === undefined) return;
      read += 1;
      expect(slowly(schema, text)).toMatchObject(value);
      expect(JSON.stringify(slowly(schema, text))).toBe(text);
    }),
    { numRuns: 4000 },
  );
  expect(read).toBeGreaterThan(500);
});

const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

it('leaves long lists and long texts to the schema', () => {
  const one = { id: 'P', name: 'N', relation: 'head' };
  const of = (members: number, proxies: number): string =>
    JSON.stringify({
      id: 'HH-1',
      status: 'active',
      size: 1,
      members: many(members, one),
      proxies: many(proxies, one),
    });
  expect(plainHousehold(of(60, 10))).toEqual({ id: 'HH-1' });
  expect(plainHousehold(of(1, 0))).toEqual({ id: 'HH-1' });
  for (const text of [of(61, 0), of(1, 11), of(0, 0)]) expect(plainHousehold(text)).toBeUndefined();
  const due = (lines: number, name = 'a'): string =>
    JSON.stringify({
      id: 'E',
      household: 'HH-1',
      lines: many(lines, { kind: 'item', line: name, item: 'OIL', quantity: 1 }),
    });
  expect(plainEntitlement(due(40))?.lines).toHaveLength(40);
  for (const text of [due(41), due(0), due(1, 'a'.repeat(65))]) expect(plainEntitlement(text)).toBeUndefined();
});
