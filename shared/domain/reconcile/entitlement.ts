import { compare, includesHandover, inOrder, isClaimedTwice, rightfulClaims } from './claims.ts';
import type {
  Cell,
  Claim,
  Due,
  EntitlementState,
  LineState,
  Presence,
  Rightful,
  Status,
  Unexplained,
} from './model.ts';

export type EntitlementInput = Readonly<{
  entitlement: string;
  due: Due | undefined;
  claims: readonly Claim[];
  presence: Presence;
  rightful: Rightful | null;
  /** Hand-overs of the same entitlement that stand at other sites. */
  elsewhere: readonly Rightful[];
}>;

type Line = { line: string; account: string; due: number; left: number; listed: boolean };

/**
 * Everything that can be said of one entitlement. A pure function of what lists, logs and decisions say of it, whatever order
 * they came in; undefined where no list in force has it and nobody handed anything over.
 */
export function reconcileEntitlement(input: EntitlementInput): EntitlementState | undefined {
  const { presence, elsewhere } = input;
  // Once the one at another site is decided to be the rightful one, nothing of it is due here.
  const isServedElsewhere = includesHandover(elsewhere, input.rightful);
  const due = isServedElsewhere ? nothingOf(input.due) : input.due;
  const claims = inOrder(input.claims);
  if ((due === undefined || due.withdrawn) && claims.length === 0) return undefined;
  const standing = claims.filter(({ reversedBy }) => reversedBy === null);
  const kept = isServedElsewhere ? [] : rightfulClaims(standing, input.rightful);
  const isTwice = isClaimedTwice(standing);
  const isTwiceOver = isTwice || (standing.length > 0 && elsewhere.length > 0);
  const conflict = !isTwiceOver ? 'none' : kept === undefined ? 'open' : 'settled';
  const rightful = conflict === 'settled' && kept !== undefined ? kept : standing;
  const setAside = standing.filter((claim) => !rightful.includes(claim));

  const lines = linesOf(due, claims);
  const isDue = due !== undefined && !due.withdrawn;
  const cells = [
    ...claims.filter(({ reversedBy }) => reversedBy !== null).flatMap((claim) => reversedCells(claim)),
    ...rightful.flatMap((claim) => standingCells(claim, lines, isTwice && isDue)),
    ...setAside.flatMap((claim) => standingCells(claim, lines, isDue, true)),
  ];
  const states = [...lines.values()].map((line) => lineState(line, cells));
  return {
    entitlement: input.entitlement,
    household: due?.household ?? claims[0]?.household ?? '',
    homeDesk: due?.homeDesk ?? '',
    status: statusOf(isDue, conflict === 'open', states, claims, presence),
    lines: states.map(({ listed: _, ...state }) => state),
    claims,
    conflict,
    rightful: conflict === 'settled' ? input.rightful : null,
    unexplained: unexplainedOf(due, states),
    moved: isDue && due.homeDesk !== '' && standing.some(({ desk }) => desk !== due.homeDesk),
    reasons: [...new Set(presence.reasons)].toSorted(compare),
    cells: cells.map(({ line: _, ...cell }) => cell),
  };
}

function nothingOf(due: Due | undefined): Due | undefined {
  return due === undefined
    ? undefined
    : { ...due, lines: due.lines.map(([line, account]) => [line, account, 0] as [string, string, number]) };
}

type LineCell = Cell & Readonly<{ line: string }>;
const key = (line: string, account: string): string => JSON.stringify([line, account]);

function linesOf(due: Due | undefined, claims: readonly Claim[]): Map<string, Line> {
  const lines = new Map<string, Line>();
  if (due !== undefined && !due.withdrawn)
    for (const [line, account, quantity] of due.lines) {
      const sum = (lines.get(key(line, account))?.due ?? 0) + quantity;
      lines.set(key(line, account), { line, account, due: sum, left: sum, listed: true });
    }
  for (const claim of claims)
    for (const [line, account] of claim.lines)
      if (!lines.has(key(line, account)))
        lines.set(key(line, account), { line, account, due: 0, left: 0, listed: false });
  return lines;
}

function cellOf(claim: Claim, line: string, account: string, parts: Partial<Cell>): LineCell {
  const { log, seq, desk, day, operator } = claim;
  const none = { handed: 0, reversed: 0, served: 0, twice: 0, unexplained: 0 };
  return { log, seq, desk, day, operator, line, account, ...none, ...parts };
}

function reversedCells(claim: Claim): LineCell[] {
  return claim.lines.map(([line, account, quantity]) =>
    cellOf(claim, line, account, { handed: quantity, reversed: quantity }),
  );
}

/** Fills what is left of each line; the rest was given twice, or nothing explains it. */
function standingCells(claim: Claim, lines: Map<string, Line>, isTwice: boolean, isSetAside = false): LineCell[] {
  return claim.lines.map(([name, account, quantity]) => {
    const line = lines.get(key(name, account)) as Line;
    const served = isSetAside ? 0 : Math.min(line.left, quantity);
    line.left -= served;
    const rest = quantity - served;
    const isExplained = isTwice && line.listed;
    return cellOf(claim, name, account, {
      handed: quantity,
      served,
      twice: isExplained ? rest : 0,
      unexplained: isExplained ? 0 : rest,
    });
  });
}

function lineState(line: Line, cells: readonly LineCell[]): LineState & { listed: boolean } {
  const own = cells.filter((cell) => cell.line === line.line && cell.account === line.account);
  const sum = (name: 'handed' | 'reversed' | 'served' | 'twice' | 'unexplained'): number =>
    own.reduce((total, cell) => total + cell[name], 0);
  return {
    line: line.line,
    account: line.account,
    listed: line.listed,
    due: line.due,
    remaining: line.left,
    handed: sum('handed'),
    reversed: sum('reversed'),
    served: sum('served'),
    twice: sum('twice'),
    unexplained: sum('unexplained'),
  };
}

function statusOf(
  isDue: boolean,
  isOpenConflict: boolean,
  lines: readonly LineState[],
  claims: readonly Claim[],
  presence: Presence,
): Status {
  if (!isDue) return 'unexplained';
  if (isOpenConflict) return 'conflict';
  if (claims.some(({ reversedBy }) => reversedBy === null))
    return lines.every(({ remaining }) => remaining === 0) ? 'served' : 'part';
  if (claims.length > 0) return 'reversed';
  return presence.came || presence.reasons.length > 0 ? 'not-served' : 'not-presented';
}

function unexplainedOf(
  due: Due | undefined,
  lines: readonly (LineState & { listed: boolean })[],
): readonly Unexplained[] {
  if (due === undefined) return ['not-due'];
  if (due.withdrawn) return ['withdrawn'];
  const found = lines.filter(({ unexplained }) => unexplained > 0);
  const reasons: Unexplained[] = [];
  if (found.some(({ listed }) => !listed)) reasons.push('line-not-due');
  if (found.some(({ listed }) => listed)) reasons.push('above-due');
  return reasons;
}
