import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { extractText } from 'unpdf';
import { expect, test } from 'vitest';
import { fontsFrom } from '../../main/vault/reports/paper/fonts.ts';
import { writeSummary } from '../../main/vault/reports/summary/write-summary.ts';
import type { Entry } from '../../shared/wire/entry-types.ts';
import { approval, takeDesk, whole } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { must, openedDay, type Station } from './station.fixture.ts';

const HOUSEHOLDS = 8;
/** Minor units of SDG. */
const FLOAT = 500_000;
const OIL = 40;
const fonts = fontsFrom(fileURLToPath(new URL('../../resources/fonts', import.meta.url)));

/** What one household does on the day. */
const fate = fc.constantFrom('served', 'part', 'turned-away', 'reversed', 'away');
type Fate = 'served' | 'part' | 'turned-away' | 'reversed' | 'away';

async function live(client: Station['client'], card: string, number: number, what: Fate): Promise<void> {
  if (what === 'away') return;
  const verdict = must(await client.desk.scan({ text: card, via: 'wedge' }));
  if (what === 'turned-away') {
    must(await client.desk.notServed({ token: verdict.token, reason: 'declined' }));
    return;
  }
  const all = whole(verdict, number);
  const lines = what === 'part' ? all.lines.filter(({ line }) => line === 'oil') : all.lines;
  const { seq } = must(await client.desk.give({ ...all, lines }));
  if (what === 'reversed') must(await client.supervisor.reverse({ seq, reason: 'goods-returned', approval }));
}

/** The day's figures by nothing but the signed entries. */
function figures(entries: readonly Entry[]) {
  const reversed = new Set(ofType(entries, 'void').map(({ of }) => of));
  const standing = ofType(entries, 'handover').filter(({ seq }) => !reversed.has(seq));
  const sum = (wanted: string, among: readonly { lines: Entry<'handover'>['lines'] }[]): number =>
    among
      .flatMap(({ lines }) => lines)
      .reduce((total, [, , account, quantity]) => total + (account === wanted ? quantity : 0), 0);
  const accounts = (account: string) => ({
    handed: sum(account, ofType(entries, 'handover')),
    reversed: sum(account, ofType(entries, 'void')),
  });
  return {
    served: standing.length,
    part: standing.filter(({ part }) => part).length,
    notServed: ofType(entries, 'not_served').length,
    oil: accounts('OIL-1L'),
    cash: accounts('cash:SDG'),
  };
}

const money = (minor: number): string =>
  (minor / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** One row of the accounts as it is read off the paper. */
function row(name: string, opening: number, moved: Moved, counts: number, show: (quantity: number) => string): string {
  const expected = opening - moved.handed + moved.reversed;
  const off = counts - expected;
  const columns = [opening, 0, moved.handed, moved.reversed, expected, counts].map(show);
  return [name, ...columns, `${off > 0 ? '+' : ''}${show(off)}`].join(' ');
}
type Moved = ReturnType<typeof figures>['oil'];

async function paper(path: string): Promise<string> {
  const { text } = await extractText(new Uint8Array(readFileSync(path)), { mergePages: true });
  return text.replaceAll(/\s+/g, ' ').replaceAll('\u2212', '-');
}

const days = fc.record({
  fates: fc.array(fate, { minLength: HOUSEHOLDS, maxLength: HOUSEHOLDS }),
  // As far off as the policy allows without a second signature.
  off: fc.integer({ min: -1, max: 1 }),
});

test('the summary on paper says the numbers of the signed entries, for any day', async () => {
  await fc.assert(
    fc.asyncProperty(days, async ({ fates, off }) => {
      const rehearsal = await openedDay(plainRoll(HOUSEHOLDS), FLOAT / 10_000, OIL, (data, language) =>
        writeSummary(data, { language, fonts }),
      );
      try {
        const { client } = rehearsal.station;
        for (const [index, what] of fates.entries())
          await live(client, rehearsal.card({ number: index + 1 }), index + 1, what);
        const { accounts } = must(await client.day.xReport({ print: false }));
        const [oil = 0, cash = 0] = accounts.map((one) => one.expected);
        const coins = [{ currency: 'SDG', valueMinor: 100, count: cash / 100 }];
        await takeDesk(client, 'OMAR');
        must(await client.day.count({ cash: coins, stock: [{ item: 'OIL-1L', quantity: oil + off }] }));
        const { day, entries: size } = must(await client.day.close({}));
        const path = join(rehearsal.folder, 'summary.pdf');
        must(await client.host.writeSummary({ day, path, language: 'en' }));
        const text = await paper(path);

        const { entries } = await exported(rehearsal.folder, client);
        const wanted = figures(entries.slice(0, size));
        expect(text).toContain(row('Oil (bottle)', OIL, wanted.oil, oil + off, String));
        expect(text).toContain(row('Cash (SDG)', FLOAT, wanted.cash, cash, money));
        const reversals = ofType(entries, 'void').length;
        const away = HOUSEHOLDS - wanted.served - wanted.notServed;
        const people = [wanted.served, wanted.part, wanted.notServed, reversals, away].join(' ');
        expect(text).toContain(`This day ${people}`);
        expect(text).toContain(`Cycle so far ${people}`);
        const handed = [wanted.oil, wanted.cash].map((one) => one.handed - one.reversed);
        const [oilOut = 0, cashOut = 0] = handed;
        expect(text).toContain(`Oil (bottle) ${2 * HOUSEHOLDS} ${oilOut} ${2 * HOUSEHOLDS - oilOut}`);
        expect(text).toContain(
          `Cash (SDG) ${[5000 * HOUSEHOLDS, cashOut, 5000 * HOUSEHOLDS - cashOut].map(money).join(' ')}`,
        );
        // The entry after the day names the head that is on the paper.
        const head = Buffer.from(entries[size]?.prev ?? '', 'base64url').toString('hex');
        expect(text).toContain(`Entries ${size} Head (SHA-256) ${head.match(/.{8}/g)?.join(' ')}`);
      } finally {
        rehearsal.close();
      }
    }),
    { numRuns: 4 },
  );
});
