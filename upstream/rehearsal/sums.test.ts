import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HandoverView } from '../../shared/ipc/views.ts';
import { approval, coSignature, takeDesk } from './acts.fixture.ts';
import { storedAndRebuilt } from './rebuild.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { counted, must, openedDay, type Station } from './station.fixture.ts';

type Client = Station['client'];
type Sums = Record<'opening' | 'received' | 'handed' | 'reversed', number>;
type World = { client: Client; card: (number: number) => string; sums: Map<string, Sums>; given: HandoverView[] };
type Act = (world: World) => Promise<void>;

const HOUSEHOLDS = 6;
const number = fc.integer({ min: 1, max: HOUSEHOLDS });

function move({ sums }: World, movement: keyof Sums, lines: readonly { account: string; quantity: number }[]): void {
  for (const { account, quantity } of lines) {
    const sum = sums.get(account) ?? { opening: 0, received: 0, handed: 0, reversed: 0 };
    sums.set(account, { ...sum, [movement]: sum[movement] + quantity });
  }
}

/** Whatever the station says yes to is booked here too; whatever it refuses must leave no trace. */
const give = fc
  .record({ number, cash: fc.integer({ min: 0, max: 6000 }), oil: fc.integer({ min: 0, max: 3 }) })
  .map((wanted): Act => async (world) => {
    const verdict = must(await world.client.desk.scan({ text: world.card(wanted.number), via: 'wedge' }));
    const entitlement = `E-${wanted.number}`;
    const lines = [
      { entitlement, line: 'cash', quantity: wanted.cash },
      { entitlement, line: 'oil', quantity: wanted.oil },
    ].filter(({ quantity }) => quantity > 0);
    if (lines.length === 0) return;
    const collector = { kind: 'member' as const, id: `HH-20-${wanted.number}-1` };
    const input = { token: verdict.token, collector, lines };
    const [answer, again] = await Promise.all([world.client.desk.give(input), world.client.desk.give(input)]);
    if (!isDeepStrictEqual(again, answer)) throw new Error('The same token was answered in two ways');
    if (!answer.ok) return;
    world.given.push(answer.value);
    move(world, 'handed', answer.value.lines);
  });
const reverse = fc.nat(30).map((index): Act => async (world) => {
  const handover = world.given[index % Math.max(1, world.given.length)];
  if (handover === undefined) return;
  const answer = await world.client.supervisor.reverse({ seq: handover.seq, reason: 'goods-returned', approval });
  if (answer.ok) move(world, 'reversed', handover.lines);
});
const receive = fc.record({ notes: fc.nat(3), oil: fc.nat(4) }).map(({ notes, oil }): Act => async (world) => {
  await takeDesk(world.client, 'OMAR');
  const answer = await world.client.day.receive({ waybill: 'W-7', ...counted(notes, oil) });
  await takeDesk(world.client, 'AMINA');
  const lines = [
    { account: 'cash:SDG', quantity: notes * 10_000 },
    { account: 'OIL-1L', quantity: oil },
  ];
  if (answer.ok) move(world, 'received', lines);
});
const others: Act[] = [
  async ({ client, card }) => {
    const { token } = must(await client.desk.scan({ text: card(1), via: 'wedge' }));
    must(await client.desk.notServed({ token, reason: 'declined' }));
  },
  async ({ client }) => {
    const job = must(await client.host.nextPrint());
    if (job === null) return;
    must(await client.host.printStarted({ job: job.job }));
    must(await client.host.printOutcome({ job: job.job, state: 'failed' }));
    must(await client.receipts.reprint({ seq: job.paper.seq }));
  },
  async ({ client }) => {
    must(await client.session.lock());
    await takeDesk(client, 'AMINA');
  },
  async ({ client }) => void must(await client.desk.find({ name: 'Awa', place: 'Kassala' })),
];
const acts = fc.array(
  fc.oneof({ weight: 6, arbitrary: give }, { weight: 2, arbitrary: reverse }, receive, fc.constantFrom(...others)),
  { minLength: 5, maxLength: 30 },
);

test('opening + received - handed + reversed is what must be there, and the tables follow from the entries', async () => {
  await fc.assert(
    fc.asyncProperty(
      acts,
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 12 }),
      async (list, float, oil) => {
        const rehearsal = await openedDay(plainRoll(HOUSEHOLDS), float, oil);
        try {
          const { client } = rehearsal.station;
          const world: World = { client, card: (n) => rehearsal.card({ number: n }), sums: new Map(), given: [] };
          move(world, 'opening', [
            { account: 'cash:SDG', quantity: float * 10_000 },
            { account: 'OIL-1L', quantity: oil },
          ]);
          for (const act of list) await act(world);
          const report = must(await client.day.xReport({ print: false }));
          for (const account of report.accounts) {
            const sum = world.sums.get(account.account);
            expect(account).toMatchObject({ ...sum });
            expect(account.expected).toBe(account.opening + account.received - account.handed + account.reversed);
            expect(account.expected).toBeGreaterThanOrEqual(0);
          }
          expect(report.accounts.map((one) => one.account).sort()).toEqual([...world.sums.keys()].sort());
          await takeDesk(client, 'OMAR');
          must(await client.day.count(counted(1, 1)));
          const closed = must(await client.day.close({ approval: coSignature }));
          expect(
            closed.accounts.map(
              ({ expected, difference, counted: there }) => (there ?? 0) - (difference ?? 0) - expected,
            ),
          ).toEqual([0, 0]);
          const standing = must(await client.receipts.recent({})).handovers.filter((one) => one.reversedBy === null);
          expect(closed.tally.served).toBe(standing.length);
          const byOperator = closed.byOperator.flatMap((one) => one.amounts);
          for (const [account, quantity] of byOperator) {
            const sum = world.sums.get(account);
            expect(quantity).toBe((sum?.handed ?? 0) - (sum?.reversed ?? 0));
          }
          must(await client.host.shutdown());
          const { stored, rebuilt } = await storedAndRebuilt(rehearsal.vaultFolder);
          expect(rebuilt).toEqual(stored);
        } finally {
          rehearsal.close();
        }
      },
    ),
    { numRuns: 4 },
  );
});
