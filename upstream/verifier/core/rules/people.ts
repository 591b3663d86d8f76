import { fromBase64Url, fromHex } from '../../../../shared/wire/bytes.ts';
import { canonicalBytes } from '../../../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE } from '../../../../shared/wire/documents.ts';
import { preAuthenticationEncoding } from '../../../../shared/wire/dsse.ts';
import type { Verify } from '../../../../shared/wire/ed25519.ts';
import type { Approval, ApprovedKind, EntryType } from '../../../../shared/wire/entry-types.ts';
import type { Read, Tell } from './rule.ts';

/** `sole`: nobody else could approve, so it may be the approver's own act; the signature says so too. */
type Given = Approval & Readonly<{ sole?: true }>;
type Person = Readonly<{ role: 'clerk' | 'supervisor'; key: string }>;
export type { Given as ApprovalGiven };
export type ApprovedAct = Readonly<{ act: ApprovedKind; subject: string }>;

/** Acts that are somebody's, and those among them that only a supervisor may do. */
const PERSONAL: ReadonlySet<string> = new Set<EntryType>([
  'open',
  'receive_stock',
  'handover',
  'hold',
  'capture',
  'release',
  'holder_check',
  'not_served',
  'void',
  'reprint',
  'count',
  'day_close',
]);
const SUPERVISED = new Set(['open', 'receive_stock', 'count', 'day_close']);
/** So many refused secrets in a log are told. */
const MANY_REFUSALS = 5;

/** Who was registered with which key, who was signed in, and whether approvals are what they say. */
export function createPeople({ tell, verify, origin }: { tell: Tell; verify: Verify; origin: string }) {
  const people = new Map<string, Person>();
  const usedApprovals = new Set<string>();
  let signedIn: string | undefined;
  const refusals = { refused: 0, lockedOut: 0 };
  let approvals = 0;

  function actOf(entry: Read): void {
    const person = people.get(entry.op);
    if (person === undefined) tell('operator-unknown', entry.seq, { operator: entry.op });
    else if (SUPERVISED.has(entry.t) && person.role !== 'supervisor')
      tell('not-supervisor', entry.seq, { operator: entry.op });
    if (entry.op !== signedIn) tell('not-signed-in', entry.seq, { operator: entry.op });
  }

  /** True where the log knows no other supervisor. */
  function isAlone(named: readonly string[]): boolean {
    return [...people].every(([id, { role }]) => role !== 'supervisor' || named.includes(id));
  }

  return {
    entry(entry: Read): void {
      if (PERSONAL.has(entry.t)) actOf(entry);
      if (entry.t === 'login') signedIn = entry.op;
      if (entry.t === 'unlock') refusals[entry.outcome === 'refused' ? 'refused' : 'lockedOut'] += 1;
      if (entry.t === 'register') {
        const former = people.get(entry.who);
        if (former !== undefined) tell('key-changed', entry.seq, { operator: entry.who });
        people.set(entry.who, { role: entry.role, key: entry.key });
      }
    },
    /** Holds a second person's approval against the act it is kept with. `others`: people who may not approve it either. */
    approval(entry: Read, given: Given, act: ApprovedAct, others: readonly string[] = []): void {
      const { by, key, reason, sole, sig } = given;
      const { seq } = entry;
      const person = people.get(by);
      if (person?.key !== key || person.role !== 'supervisor')
        return tell('approval-unknown-key', seq, { operator: by });
      const own = [entry.op, ...others];
      if (sole === true) tell(isAlone([by, ...own]) ? 'approved-alone' : 'alone-among-others', seq, { operator: by });
      else if (own.includes(by)) tell('approval-own', seq, { operator: by });
      const alone = sole === true ? { sole } : {};
      const statement = canonicalBytes({ v: 1, log: origin, by, ...act, reason, ...alone });
      const message = preAuthenticationEncoding(PAYLOAD_TYPE.approval, statement);
      if (!isSignature(sig) || !verify(fromBase64Url(sig), message, fromHex(key)))
        return tell('approval-invalid', seq, { operator: by });
      const used = `${act.act} ${act.subject}`;
      if (usedApprovals.has(used)) tell('approval-used-twice', seq, { operator: by });
      usedApprovals.add(used);
      approvals += 1;
    },
    end(): void {
      const { refused, lockedOut } = refusals;
      if (refused + lockedOut >= MANY_REFUSALS) tell('refused-sign-ins', undefined, { refused, lockedOut });
    },
    summary: () => ({ operators: people.size, approvals, refusedSignIns: refusals.refused + refusals.lockedOut }),
  };
}
export type People = ReturnType<typeof createPeople>;

function isSignature(text: string): boolean {
  try {
    return fromBase64Url(text).length === 64;
  } catch {
    return false;
  }
}
