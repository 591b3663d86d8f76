import type { Household, Member } from '../../../shared/domain/roll.ts';
import { drawFamily, drawProxies, type Draft } from './family.ts';
import { spell, type People, type PeopleCode, type Sex } from './names/people.ts';
import type { Random } from './random.ts';

/** What a portrait is drawn from; the same request gives the same picture. */
export type PortraitRequest = Readonly<{
  file: string;
  sex: Sex;
  ageYears: number;
  people: PeopleCode;
  household: number;
  place: number;
}>;

/** Whose portraits a programme carries. Collectors are the head, the spouse and the proxies. */
export type PortraitScope = 'none' | 'heads' | 'collectors' | 'all';

export type Frame = Readonly<{
  index: number;
  id: string;
  size: number;
  place: string;
  people: People;
  nowMs: number;
  portraits: PortraitScope;
}>;

const YEAR_MS = 365.2425 * 24 * 3_600_000;
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Field rolls: a fifth know nothing, half the year only, and many "dates" are the first of January. */
function birthDate(random: Random, ageYears: number, nowMs: number): string | undefined {
  const known = random.unit();
  const born = new Date(nowMs - (ageYears + random.unit()) * YEAR_MS);
  const year = pad(born.getUTCFullYear(), 4);
  if (known < 0.18) return undefined;
  if (known < 0.62) return year;
  return known < 0.74 ? `${year}-01-01` : `${year}-${pad(born.getUTCMonth() + 1, 2)}-${pad(born.getUTCDate(), 2)}`;
}

function wanted(scope: PortraitScope, draft: Draft, isProxy: boolean): boolean {
  if (scope === 'all') return true;
  if (scope === 'none') return false;
  return draft.relation === 'head' || (scope === 'collectors' && (isProxy || draft.relation === 'spouse'));
}

/** +999 is reserved by the ITU and assigned to nobody, so no invented number can ring. */
function phone(random: Random): string {
  return `+999 ${random.between(70, 99)} ${pad(random.below(1000), 3)} ${pad(random.below(10_000), 4)}`;
}

const NOTES = [
  'Uses a wheelchair: serve at the side table.',
  'Hard of hearing: face the person and speak slowly.',
  'Does not see well: read the list aloud.',
  'Pregnant: serve first.',
  'The head is in hospital; the spouse collects this month.',
  'Moved from the eastern block; the old card was handed in.',
  'Ask for the birth certificate of the youngest child.',
  'Help with carrying was asked for.',
];

export type DrawnHousehold = Readonly<{ household: Household; portraits: readonly PortraitRequest[] }>;

/** Invents one household: members, proxies, place, phone, note. Optional fields are left out, never empty. */
export function drawHousehold(random: Random, frame: Frame): DrawnHousehold {
  const portraits: PortraitRequest[] = [];
  let count = 0;
  const record = (draft: Draft, isProxy: boolean): Member => {
    const place = count;
    count += 1;
    const born = birthDate(random, draft.ageYears, frame.nowMs);
    const file = `p-${pad(frame.index + 1, 7)}-${place}.png`;
    const pictured =
      wanted(frame.portraits, draft, isProxy) &&
      !(draft.ageYears < 5 && frame.portraits === 'all' && random.chance(0.5));
    if (pictured)
      portraits.push({
        file,
        sex: draft.sex,
        ageYears: draft.ageYears,
        people: frame.people.code,
        household: frame.index,
        place,
      });
    const hasNumber = draft.ageYears >= 16 && random.chance(0.4);
    return {
      id: `${frame.id}-${isProxy ? 'P' : 'M'}${place + 1}`,
      ...spell(frame.people, draft.named),
      sex: draft.sex,
      ...(born === undefined ? {} : { birthDate: born }),
      relation: draft.relation,
      ...(pictured ? { photo: file } : {}),
      ...(hasNumber ? { idNumber: `NR-${pad(random.below(10_000), 4)}-${pad(random.below(100_000), 5)}` } : {}),
    };
  };
  const members = drawFamily(random, frame.people, frame.size).map((draft) => record(draft, false));
  const proxies = drawProxies(random, frame.people).map((draft) => record(draft, true));
  const household: Household = {
    id: frame.id,
    status: random.chance(0.006) ? 'blocked' : 'active',
    size: frame.size,
    place: frame.place,
    ...(random.chance(0.58) ? { phone: phone(random) } : {}),
    language: random.pick(frame.people.languages),
    ...(random.chance(0.02) ? { note: random.pick(NOTES) } : {}),
    members,
    proxies,
  };
  return { household, portraits };
}
