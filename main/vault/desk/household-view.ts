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

export function householdView(household: Household, roll: Pick<Roll, 'photo'>): HouseholdView {
  const show = (person: Member): PersonView => personView(person, photoAddress(person.photo, roll));
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
