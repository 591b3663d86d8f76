import type { Policy } from '../../../shared/domain/policy.ts';
import type { Entitlement, Household, StockItem } from '../../../shared/domain/roll.ts';
import { moneyOf, type Money } from './currencies.ts';
import { drawSize } from './family.ts';
import { householdId } from './household-id.ts';
import { drawHousehold, type PortraitRequest, type PortraitScope } from './household.ts';
import { PEOPLE_CODES, peopleOf } from './names/index.ts';
import type { PeopleCode } from './names/people.ts';
import { linesFor, policyFor, stockPlan } from './rations.ts';
import { drawPortrait } from './portrait/portrait.ts';
import { drawTraits } from './portrait/traits.ts';
import { seedOf, streamOf, type Random, type Seed } from './random.ts';

export type ProgrammeOptions = Readonly<{
  /** Any text: the same seed and options give the same bytes. */
  seed: string;
  /** 1 to 1,000,000. */
  households: number;
  /** The moment the programme is drawn up, UTC ms: ages and windows are counted from it. */
  nowMs: number;
  /** ISO 4217 codes, spread over the areas of the site; `SDG` when left out. */
  currencies?: readonly string[];
  portraits?: PortraitScope;
  /** Groups of people who live at the site; all of them when left out. */
  peoples?: readonly PeopleCode[];
  /** Home desks to divide the entitlements among; none when left out. */
  desks?: readonly string[];
}>;

/** One household with all that belongs to it. */
export type GeneratedHousehold = Readonly<{
  household: Household;
  /** Missing for the few who are on the roll and get nothing this cycle. */
  entitlement?: Entitlement;
  /** Serial of the card in the household's hands (8 bytes, hex); missing for people without a card. */
  cardSerial?: string;
  /** Serial of an earlier card that was reported lost and must be refused. */
  cancelledCardSerial?: string;
  portraits: readonly PortraitRequest[];
}>;

export type GeneratedProgramme = Readonly<{
  /** Streams the households anew at each call; nothing is kept. */
  households: () => Iterable<GeneratedHousehold>;
  /** Sum of all entitlements and a margin. */
  stock: readonly StockItem[];
  policy: Policy;
  /** Draws one portrait as PNG; the same bytes whenever it is asked for. */
  portrait: (request: PortraitRequest) => Uint8Array;
  /** Serials (hex) for `revokedCards` of the trust list. */
  revokedCards: readonly string[];
}>;

const PURPOSE = { size: 0, household: 1, card: 2, entitlement: 3, area: 4, portrait: 100 } as const;
const MOST_AREAS = 90;
const HOUSEHOLDS_PER_AREA = 40;
const DAY_MS = 24 * 3_600_000;

type Area = Readonly<{ number: number; people: PeopleCode; place: string; money: Money }>;
type Plan = Readonly<{ seed: Seed; options: ProgrammeOptions; areas: readonly Area[]; serialWidth: number }>;

function areasOf(seed: Seed, options: ProgrammeOptions): Area[] {
  const peoples = options.peoples ?? PEOPLE_CODES;
  const monies = (options.currencies ?? ['SDG']).map(moneyOf);
  const count = Math.min(MOST_AREAS, Math.max(peoples.length, Math.ceil(options.households / HOUSEHOLDS_PER_AREA)));
  return Array.from({ length: count }, (_, place) => {
    const random = streamOf(seed, PURPOSE.area, place);
    const people = peoples[place % peoples.length];
    const money = monies[place % monies.length];
    if (!people || !money) throw new Error('a programme needs people and a currency');
    return {
      number: 10 + place,
      people,
      place: random.pick(peopleOf(people).places).replace('#', String(1 + random.below(24))),
      money,
    };
  });
}

function cardsOf(seed: Seed, index: number): { cardSerial?: string; cancelledCardSerial?: string } {
  const random = streamOf(seed, PURPOSE.card, index);
  const fate = random.unit();
  if (fate < 0.04) return {};
  const serial = (): string =>
    [random.bits(), random.bits()].map((bits) => bits.toString(16).padStart(8, '0')).join('');
  return fate < 0.05 ? { cardSerial: serial(), cancelledCardSerial: serial() } : { cardSerial: serial() };
}

/** Windows in permille: most are open, some open later, some are over; the rest of 1000 have no entitlement at all. */
const OPEN_LATER_BELOW = 0.008;
const OVER_BELOW = 0.014;
const NOTHING_BELOW = 0.02;

function isEntitled(random: Random): { fate: number; entitled: boolean } {
  const fate = random.unit();
  return { fate, entitled: fate < OVER_BELOW || fate >= NOTHING_BELOW };
}

function entitlementOf(plan: Plan, index: number, household: Household, money: Money): Entitlement | undefined {
  const { fate, entitled } = isEntitled(streamOf(plan.seed, PURPOSE.entitlement, index));
  if (!entitled) return undefined;
  const { nowMs, desks = [] } = plan.options;
  const shiftDays = fate < OPEN_LATER_BELOW ? 12 : fate < OVER_BELOW ? -40 : 0;
  const homeDesk = desks[index % Math.max(1, desks.length)];
  return {
    id: `E-${household.id.slice(3)}`,
    household: household.id,
    lines: linesFor(household.size, money),
    validFromMs: nowMs + (shiftDays - 2) * DAY_MS,
    validUntilMs: nowMs + (shiftDays + 30) * DAY_MS,
    ...(homeDesk === undefined ? {} : { homeDesk }),
  };
}

function* stream(plan: Plan): Generator<GeneratedHousehold> {
  const { seed, areas, options } = plan;
  for (let index = 0; index < options.households; index += 1) {
    const area = areas[index % areas.length];
    if (!area) throw new Error('a household needs an area');
    const { household, portraits } = drawHousehold(streamOf(seed, PURPOSE.household, index), {
      index,
      id: householdId(area.number, Math.floor(index / areas.length) + 1, plan.serialWidth),
      size: drawSize(streamOf(seed, PURPOSE.size, index)),
      place: area.place,
      people: peopleOf(area.people),
      nowMs: options.nowMs,
      portraits: options.portraits ?? 'none',
    });
    const entitlement = entitlementOf(plan, index, household, area.money);
    yield { household, ...(entitlement ? { entitlement } : {}), ...cardsOf(seed, index), portraits };
  }
}

/**
 * A programme of invented people: households in several scripts with shared names, gaps and oddities as field rolls
 * have them, what they are entitled to, and the stock and rules that go with it. Constant memory at any size.
 * @throws when the number of households, the currency or the people is out of range.
 */
export function generateProgramme(options: ProgrammeOptions): GeneratedProgramme {
  const { households } = options;
  if (!Number.isInteger(households) || households < 1 || households > 1_000_000)
    throw new Error('households must be 1 to 1,000,000');
  const seed = seedOf(options.seed);
  const areas = areasOf(seed, options);
  const serialWidth = Math.max(3, String(Math.ceil(households / areas.length)).length);
  const bySize: number[] = Array.from({ length: 20 }, () => 0);
  const revokedCards: string[] = [];
  for (let index = 0; index < households; index += 1) {
    const { cancelledCardSerial } = cardsOf(seed, index);
    if (cancelledCardSerial !== undefined) revokedCards.push(cancelledCardSerial);
    if (!isEntitled(streamOf(seed, PURPOSE.entitlement, index)).entitled) continue;
    const size = drawSize(streamOf(seed, PURPOSE.size, index));
    bySize[size] = (bySize[size] ?? 0) + 1;
  }
  return {
    households: () => stream({ seed, options, areas, serialWidth }),
    stock: stockPlan(bySize),
    policy: policyFor([...new Set(areas.map((area) => area.money))]),
    portrait: (request) => {
      const random = streamOf(seed, PURPOSE.portrait + request.place, request.household);
      return drawPortrait(drawTraits(random, request.people, request.sex, request.ageYears));
    },
    revokedCards,
  };
}
