import type { Entitlement, EntitlementLine, Household, Member } from '../../../shared/domain/roll.ts';

// Households and entitlements as issuers write them, read by regular expressions in one pass: some ten times as fast as
// parsing, spelling anew for comparison and checking against the schema one after the other, which a roll of a million lines
// is long enough to feel. A line is only ever read here if all three would let it pass and give the same value; everything
// else (another order of fields, escapes, any fault) is left to them. Lines come out of valid UTF-8: without halves of characters.

/** A character that JSON writes as it is. */
const CHARACTER = String.raw`[^"\\\x00-\x1f]`;
const TEXT = `"(${CHARACTER}+)"`;
const ANY_TEXT = `"(${CHARACTER}*)"`;
/** Fifteen digits are within the safe integers. */
const WHOLE = String.raw`(0|[1-9]\d{0,14})`;
const DATE = String.raw`"(\d{4}(?:-\d\d-\d\d)?)"`;

const HOUSEHOLD = new RegExp(
  String.raw`\{"id":"([A-Z0-9][A-Z0-9-]{1,31})","status":"(active|blocked)","size":([1-9]\d?)` +
    String.raw`(?:,"place":${ANY_TEXT})?(?:,"phone":${ANY_TEXT})?(?:,"language":${ANY_TEXT})?(?:,"note":${ANY_TEXT})?,"members":\[`,
  'y',
);
const PERSON = new RegExp(
  String.raw`\{"id":${TEXT},"name":${TEXT}(?:,"nameLatin":${TEXT})?(?:,"sex":"([fmx])")?(?:,"birthDate":${DATE})?,"relation":${TEXT}` +
    String.raw`(?:,"photo":"([a-z0-9-]{1,64}\.(?:png|jpg))")?(?:,"idNumber":${TEXT})?\}([,\]])`,
  'y',
);
const PROXIES = /,"proxies":\[(\])?/y;
const END = /\}$/y;

const ENTITLEMENT = new RegExp(String.raw`\{"id":${TEXT},"household":${TEXT},"lines":\[`, 'y');
const LINE = new RegExp(
  String.raw`\{"kind":"(?:item","line":${TEXT},"item":"([A-Z0-9][A-Z0-9-]{0,31})","quantity"|cash","line":${TEXT},"currency":"([A-Z]{3})","amountMinor"):` +
    String.raw`${WHOLE}\}([,\]])`,
  'y',
);
const ENTITLEMENT_END = new RegExp(
  String.raw`(?:,"validFromMs":${WHOLE})?(?:,"validUntilMs":${WHOLE})?(?:,"homeDesk":${TEXT})?(?:,"voucherCode":${ANY_TEXT})?\}$`,
  'y',
);

const ID_LENGTH = 64;
const NAME_LENGTH = 200;
const MOST = { members: 60, proxies: 10, lines: 40 } as const;

/** Reads a line of `roll.ndjson`; undefined where it is for the slower way to judge. */
export function plainHousehold(line: string): Household | undefined {
  const head = match(HOUSEHOLD, line, 0);
  if (head === null) return undefined;
  const [, id = '', status, size, place, phone, language, note] = head;
  if (!isWithin(place, 120) || !isWithin(phone, 32) || !isWithin(language, 8) || !isWithin(note, 280)) return undefined;
  const members: Member[] = [];
  if (!readPeople(line, HOUSEHOLD.lastIndex, members, MOST.members)) return undefined;
  const between = match(PROXIES, line, PERSON.lastIndex);
  if (between === null) return undefined;
  const proxies: Member[] = [];
  const hasProxies = between[1] === undefined;
  if (hasProxies && !readPeople(line, PROXIES.lastIndex, proxies, MOST.proxies)) return undefined;
  if (match(END, line, hasProxies ? PERSON.lastIndex : PROXIES.lastIndex) === null) return undefined;
  const household: Household = {
    id,
    status: status === 'active' ? status : 'blocked',
    size: Number(size),
    members,
    proxies,
  };
  if (place !== undefined) household.place = place;
  if (phone !== undefined) household.phone = phone;
  if (language !== undefined) household.language = language;
  if (note !== undefined) household.note = note;
  return household;
}

/** Reads at least one person up to the end of the list; `PERSON.lastIndex` is behind it then. */
function readPeople(line: string, from: number, into: Member[], most: number): boolean {
  PERSON.lastIndex = from;
  while (into.length < most) {
    const found = PERSON.exec(line);
    if (found === null) return false;
    const [, id = '', name = '', nameLatin, sex, birthDate, relation = '', photo, idNumber, end] = found;
    if (id.length > ID_LENGTH || name.length > NAME_LENGTH || relation.length > 40) return false;
    if (!isWithin(nameLatin, NAME_LENGTH) || !isWithin(idNumber, ID_LENGTH)) return false;
    const person: Member = { id, name, relation };
    if (nameLatin !== undefined) person.nameLatin = nameLatin;
    if (sex !== undefined) person.sex = sex as 'f' | 'm' | 'x';
    if (birthDate !== undefined) person.birthDate = birthDate;
    if (photo !== undefined) person.photo = photo;
    if (idNumber !== undefined) person.idNumber = idNumber;
    into.push(person);
    if (end === ']') return true;
  }
  return false;
}

/** Reads a line of `entitlements.ndjson`; undefined where it is for the slower way to judge. */
export function plainEntitlement(text: string): Entitlement | undefined {
  const head = match(ENTITLEMENT, text, 0);
  if (head === null) return undefined;
  const [, id = '', household = ''] = head;
  if (id.length > ID_LENGTH || household.length > ID_LENGTH) return undefined;
  const lines: EntitlementLine[] = [];
  LINE.lastIndex = ENTITLEMENT.lastIndex;
  for (let end: string | undefined = ','; end === ',';) {
    const found = lines.length < MOST.lines ? LINE.exec(text) : null;
    if (found === null) return undefined;
    const [, itemLine, item = '', cashLine = '', currency = '', amount] = found;
    const line = itemLine ?? cashLine;
    if (line.length > ID_LENGTH) return undefined;
    const quantity = Number(amount);
    lines.push(
      itemLine === undefined
        ? { kind: 'cash', line, currency, amountMinor: quantity }
        : { kind: 'item', line, item, quantity },
    );
    end = found[6];
  }
  const tail = match(ENTITLEMENT_END, text, LINE.lastIndex);
  if (tail === null) return undefined;
  const [, validFromMs, validUntilMs, homeDesk, voucherCode] = tail;
  if (!isWithin(homeDesk, ID_LENGTH) || !isWithin(voucherCode, 64)) return undefined;
  const entitlement: Entitlement = { id, household, lines };
  if (validFromMs !== undefined) entitlement.validFromMs = Number(validFromMs);
  if (validUntilMs !== undefined) entitlement.validUntilMs = Number(validUntilMs);
  if (homeDesk !== undefined) entitlement.homeDesk = homeDesk;
  if (voucherCode !== undefined) entitlement.voucherCode = voucherCode;
  return entitlement;
}

/** All expressions are sticky: they match at the given place or not at all. */
function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function isWithin(text: string | undefined, most: number): boolean {
  return text === undefined || text.length <= most;
}
