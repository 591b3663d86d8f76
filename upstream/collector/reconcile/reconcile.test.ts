import { describe, expect, it } from 'vitest';
import { dueLine, entriesOf, handover, CYCLE, logOf, notServed, open, reversal } from './history.fixture.ts';
import type { Rightful } from '../../../shared/domain/reconcile/model.ts';
import { reconcileSite, type SiteHistory } from './reconcile.ts';
import { silentDesks } from './silence.ts';
import { stockSeries } from './stock-series.ts';

const DAY = '2026-11-24';
const ONE = logOf('desk-1');
const TWO = logOf('desk-2');
type Bodies = Parameters<typeof entriesOf>[1];

const whole = (number: number, cash = 5000, oil = 2) =>
  [
    [`E${number}`, '1', 'cash:SDG', cash],
    [`E${number}`, '2', 'OIL', oil],
  ] as const;

function site(
  logs: Readonly<Record<string, Bodies>>,
  lists: SiteHistory['lists'] = [{ number: 1, lines: [dueLine(1), dueLine(2), dueLine(3)] }],
  rightful: Readonly<Record<string, Rightful>> = {},
): SiteHistory {
  return {
    cycle: CYCLE,
    lists,
    logs: Object.entries(logs).map(([log, bodies]) => ({ log, entries: entriesOf(log, bodies) })),
    rightful: new Map(Object.entries(rightful)),
  };
}
const of = (history: SiteHistory, entitlement: string) => {
  const found = reconcileSite(history).entitlements.find((one) => one.entitlement === entitlement);
  if (found === undefined) throw new Error(`${entitlement} is not told`);
  return found;
};

describe('an entitlement', () => {
  it('is served, in part or whole', () => {
    const history = site({
      [ONE]: [open(DAY), handover(DAY, 'H1', whole(1)), handover(DAY, 'H2', whole(2, 2000, 2), 0, 0)],
    });
    expect(of(history, 'E1').status).toBe('served');
    expect(of(history, 'E2')).toMatchObject({
      status: 'part',
      lines: [{ served: 2000, remaining: 3000 }, { remaining: 0 }],
    });
  });

  it('tells those who came in vain from those who never came', () => {
    const history = site({ [ONE]: [open(DAY), notServed(DAY, 'H1'), notServed(DAY, 'H1', 'card-problem')] });
    expect(of(history, 'E1')).toMatchObject({ status: 'not-served', reasons: ['card-problem', 'out-of-stock'] });
    expect(of(history, 'E2')).toMatchObject({ status: 'not-presented', reasons: [] });
  });

  it('is due again once its hand-over was reversed, and only once', () => {
    const history = site({ [ONE]: [handover(DAY, 'H1', whole(1)), reversal(DAY, 0), reversal(DAY, 0)] });
    expect(of(history, 'E1')).toMatchObject({ status: 'reversed', lines: [{ remaining: 5000, reversed: 5000 }, {}] });
    expect(reconcileSite(history).strays).toEqual([{ log: ONE, seq: 2, kind: 'reversal-of-nothing' }]);
  });

  it('is in conflict where two desks each took themselves for the first', () => {
    const logs = { [ONE]: [handover(DAY, 'H1', whole(1))], [TWO]: [handover(DAY, 'H1', whole(1))] };
    const state = of(site(logs), 'E1');
    expect(state).toMatchObject({ status: 'conflict', conflict: 'open', unexplained: [] });
    expect(state.lines[0]).toMatchObject({ due: 5000, served: 5000, twice: 5000, remaining: 0 });
    expect(state.claims.map(({ log, seq }) => [log, seq])).toEqual([
      [ONE, 0],
      [TWO, 0],
    ]);
  });

  it('is settled by a decision, which puts the loss where it belongs', () => {
    const logs = { [ONE]: [handover(DAY, 'H1', whole(1))], [TWO]: [handover(DAY, 'H1', whole(1))] };
    const state = of(site(logs, undefined, { E1: { log: TWO, seq: 0 } }), 'E1');
    expect(state).toMatchObject({ status: 'served', conflict: 'settled', rightful: { log: TWO, seq: 0 } });
    expect(state.cells.filter(({ log }) => log === ONE).map(({ twice }) => twice)).toEqual([5000, 2]);
    expect(of(site(logs, undefined, { E1: { log: TWO, seq: 7 } }), 'E1').conflict).toBe('open');
  });

  it('is in conflict no more once one of the two was reversed', () => {
    const logs = { [ONE]: [handover(DAY, 'H1', whole(1))], [TWO]: [handover(DAY, 'H1', whole(1)), reversal(DAY, 0)] };
    expect(of(site(logs), 'E1')).toMatchObject({ status: 'served', conflict: 'none' });
  });

  it('is unexplained where nobody made it due, or no longer', () => {
    const lists = [
      { number: 1, lines: [dueLine(1), dueLine(2)] },
      { number: 2, lines: [dueLine(2, '', 1000, 2)] },
    ];
    const history = site({ [ONE]: [1, 2, 9].map((n) => handover(DAY, `H${n}`, whole(n))) }, lists);
    expect(of(history, 'E1')).toMatchObject({ status: 'unexplained', unexplained: ['withdrawn'] });
    expect(of(history, 'E2')).toMatchObject({ status: 'served', unexplained: ['above-due'] });
    expect(of(history, 'E2').lines[0]).toMatchObject({ due: 1000, served: 1000, unexplained: 4000, twice: 0 });
    expect(of(history, 'E9')).toMatchObject({ status: 'unexplained', unexplained: ['not-due'] });
  });

  it('says that it moved to another desk', () => {
    const lists = [{ number: 1, lines: [dueLine(1, 'desk-2'), dueLine(2, 'desk-1')] }];
    const history = site({ [ONE]: [handover(DAY, 'H1', whole(1)), handover(DAY, 'H2', whole(2))] }, lists);
    expect([of(history, 'E1').moved, of(history, 'E2').moved]).toEqual([true, false]);
  });

  it('has nothing of entries that are quarantined or make no sense', () => {
    const history = site({ [ONE]: [handover(DAY, 'H1', whole(1)), { t: 'handover', day: 3 }] });
    const [log] = history.logs;
    const spoilt = {
      ...history,
      logs: [{ log: ONE, entries: (log?.entries ?? []).map((one, seq) => ({ ...one, isQuarantined: seq === 0 })) }],
    };
    expect(of(spoilt, 'E1').status).toBe('not-presented');
    expect(reconcileSite(spoilt).strays.map(({ kind }) => kind)).toEqual(['quarantined', 'unreadable']);
  });
});

describe('a desk’s day', () => {
  const close = (handed: number) => ({
    t: 'day_close',
    day: DAY,
    accounts: [['OIL', 100, 20, handed, 2, 118, 0]],
  });
  const acts = (handed: number) => [
    open(DAY, 100, 0),
    { t: 'receive_stock', day: DAY, waybill: 'W', amounts: [['OIL', 20]] },
    handover(DAY, 'H1', [['E1', '2', 'OIL', 2]]),
    handover(DAY, 'H2', [['E2', '2', 'OIL', 2]]),
    reversal(DAY, 2),
    close(handed),
  ];

  it('agrees with its own close, or says that it does not', () => {
    const day = reconcileSite(site({ [ONE]: acts(4) })).days[0];
    expect(day).toMatchObject({ handovers: 2, reversals: 1, notServed: 0 });
    expect(day?.accounts.get('OIL')).toMatchObject({ counted: 118, difference: 0, agrees: true });
    expect(reconcileSite(site({ [ONE]: acts(3) })).days[0]?.accounts.get('OIL')?.agrees).toBe(false);
  });

  it('shows the stock of all desks together, hour by hour', () => {
    const { stock } = reconcileSite(site({ [ONE]: acts(4), [TWO]: [open(DAY, 50)] }));
    const oil = stockSeries(stock).find(({ account }) => account === 'OIL');
    expect(oil?.points.map(({ onHand }) => onHand)).toEqual([168]);
  });
});

it('names the desks that are silent while their day is open', () => {
  const desk = (log: string, openDay: string | null, lastReceivedMs: number | null) => ({
    log,
    openDay,
    lastReceivedMs,
  });
  const silent = silentDesks([desk(ONE, DAY, 1000), desk(TWO, null, 0), desk(logOf('desk-3'), DAY, 5000)], 8000, 5000);
  expect(silent.map(({ log, silentForMs }) => [log, silentForMs])).toEqual([[ONE, 7000]]);
});
