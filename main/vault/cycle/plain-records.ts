import type { Entitlement, EntitlementLine, Household } from '../../../shared/domain/roll.ts';

// Households and entitlements as issuers write them, judged by regular expressions in one pass: far quicker than decoding,
// parsing, spelling anew for comparison and checking against the schema one after the other, which a roll of a million lines is
// long enough to feel. A line is only ever passed here if all of them would let it pass; everything else (another order of
// fields, escapes, any fault) is left to them. Lines are bytes of valid UTF-8 read as Latin-1: a character is then never
// shorter than it really is, so a text that is short enough here is short enough. What is picked out is plain ASCII.

/** A character that JSON writes as it is. */
const CHARACTER = String.raw`[^"\\\x00-\x1f]`;
const ASCII = String.raw`[^"\\\x00-\x1f\x7f-\xff]`;
const ID = `"${CHARACTER}{1,64}"`;
const NAME = `"${CHARACTER}{1,200}"`;
const PICKED_ID = `"(${ASCII}{1,64})"`;
/** Fifteen digits are within the safe integers. */
const WHOLE = String.raw`(?:0|[1-9]\d{0,14})`;

const PERSON =
  String.raw`\{"id":${ID},"name":${NAME}(?:,"nameLatin":${NAME})?(?:,"sex":"[fmx]")?` +
  String.raw`(?:,"birthDate":"\d{4}(?:-\d\d-\d\d)?")?,"relation":"${CHARACTER}{1,40}"` +
  String.raw`(?:,"photo":"[a-z0-9-]{1,64}\.(?:png|jpg)")?(?:,"idNumber":${ID})?\}`;
const HOUSEHOLD = new RegExp(
  String.raw`^\{"id":"([A-Z0-9][A-Z0-9-]{1,31})","status":"(?:active|blocked)","size":[1-9]\d?` +
    `(?:,"place":"${CHARACTER}{0,120}")?(?:,"phone":"${CHARACTER}{0,32}")?` +
    `(?:,"language":"${CHARACTER}{0,8}")?(?:,"note":"${CHARACTER}{0,280}")?` +
    String.raw`,"members":\[${PERSON}(?:,${PERSON}){0,59}\],"proxies":\[(?:${PERSON}(?:,${PERSON}){0,9})?\]\}$`,
);

const ENTITLEMENT = new RegExp(
  String.raw`^\{"id":${PICKED_ID},"household":${PICKED_ID},"lines":\[([^\]]+)\]` +
    String.raw`(?:,"validFromMs":${WHOLE})?(?:,"validUntilMs":${WHOLE})?` +
    String.raw`(?:,"homeDesk":${ID})?(?:,"voucherCode":"(${ASCII}{0,64})")?\}$`,
);
const LINE = new RegExp(
  String.raw`\{"kind":"(?:item","line":${PICKED_ID},"item":"([A-Z0-9][A-Z0-9-]{0,31})","quantity"|cash","line":${PICKED_ID},"currency":"([A-Z]{3})","amountMinor"):` +
    String.raw`(${WHOLE})\}(,|$)`,
  'y',
);
const MOST_LINES = 40;
/** Rations are few: what many are entitled to is read once. */
const MOST_REMEMBERED = 1000;

/** What is needed of a household while it is installed. */
export type PlainHousehold = Pick<Household, 'id'>;
export type PlainEntitlement = Pick<Entitlement, 'id' | 'household' | 'lines' | 'voucherCode'>;

/** Judges a line of `roll.ndjson`; undefined where it is for the slower way to judge. */
export function plainHousehold(line: string): PlainHousehold | undefined {
  const id = HOUSEHOLD.exec(line)?.[1];
  return id === undefined ? undefined : { id };
}

/** Judges lines of `entitlements.ndjson`, each answered as by `plainHousehold`. */
export function createPlainEntitlements(): (line: string) => PlainEntitlement | undefined {
  const remembered = new Map<string, EntitlementLine[] | undefined>();
  const linesOf = (text: string): EntitlementLine[] | undefined => {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const lines = readLines(text);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    // A copy, for a piece would keep the whole text that it was cut from.
    remembered.set(Buffer.from(text, 'latin1').toString('latin1'), lines);
    return lines;
  };
  return (line) => {
    const [, id, household, text, voucherCode] = ENTITLEMENT.exec(line) ?? [];
    if (id === undefined || household === undefined || text === undefined) return undefined;
    const lines = linesOf(text);
    return lines && { id, household, lines, ...(voucherCode === undefined ? {} : { voucherCode }) };
  };
}

function readLines(text: string): EntitlementLine[] | undefined {
  const lines: EntitlementLine[] = [];
  LINE.lastIndex = 0;
  for (let end: string | undefined = ','; end === ',';) {
    const found = lines.length < MOST_LINES ? LINE.exec(text) : null;
    if (found === null) return undefined;
    const [, itemLine, item = '', cashLine = '', currency = '', amount] = found;
    const quantity = Number(amount);
    lines.push(
      itemLine === undefined
        ? { kind: 'cash', line: cashLine, currency, amountMinor: quantity }
        : { kind: 'item', line: itemLine, item, quantity },
    );
    end = found[6];
  }
  return lines;
}
