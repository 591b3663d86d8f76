import anyAscii from 'any-ascii';
import type { Household, Member } from '../../../shared/domain/roll.ts';
import type { DueLine, HouseholdView, PersonView } from '../../../shared/ipc/views.ts';
import type { ServingState } from '../entitlements/serving-state.ts';
import type { Roll } from '../roll/roll.ts';

/** A person as a screen shows him; `photo` is a `data:` address or null. */
export function personView(person: Member, photo: string | null): PersonView {
  return {
    id: person.id,
    name: person.name,
    nameLatin: person.nameLatin ?? anyAscii(person.name),
    relation: person.relation,
    sex: person.sex ?? null,
    birthDate: person.birthDate ?? null,
    idNumber: person.idNumber ?? null,
    photo,
  };
}

/** Photos of one verdict, as text: a large household must not make the desk wait. */
const PHOTO_LIMIT_CHARACTERS = 1_500_000;

/**
 * The household as the desk shows it. Only the addressee's face is shown where nothing can be given; else everybody's who may
 * collect, addressee and proxies first, as far as the limit goes.
 */
export function householdView(household: Household, roll: Pick<Roll, 'photo'>, canGive: boolean): HouseholdView {
  const [addressee, ...others] = household.members;
  const faces = new Map<string | undefined, string | null>();
  let left = PHOTO_LIMIT_CHARACTERS;
  for (const person of [addressee, ...(canGive ? [...household.proxies, ...others] : [])]) {
    if (faces.has(person?.photo)) continue;
    const face = left > 0 ? photoAddress(person?.photo, roll) : null;
    left -= face?.length ?? 0;
    faces.set(person?.photo, face);
  }
  const show = (person: Member): PersonView => personView(person, faces.get(person.photo) ?? null);
  return {
    id: household.id,
    size: household.size,
    place: household.place ?? null,
    note: household.note ?? null,
    members: household.members.map(show),
    proxies: household.proxies.map(show),
  };
}

export function photoAddress(name: string | undefined, roll: Pick<Roll, 'photo'>): string | null {
  const bytes = name === undefined ? undefined : roll.photo(name);
  if (bytes === undefined) return null;
  const kind = bytes[0] === 0x89 ? 'png' : 'jpeg';
  return `data:image/${kind};base64,${Buffer.from(bytes).toString('base64')}`;
}

export function dueLines(states: readonly ServingState[]): DueLine[] {
  return states.flatMap((state) =>
    state.lines.map((line) => ({
      entitlement: state.id,
      line: line.line,
      account: line.account,
      due: line.due,
      given: line.given,
      remaining: Math.max(0, line.due - line.given),
    })),
  );
}
