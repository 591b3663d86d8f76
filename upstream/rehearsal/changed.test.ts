import { expect, test } from 'vitest';
import { whole } from './acts.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { must, openedDay } from './station.fixture.ts';

test('main is told once of each request, before its answer', async () => {
  const rehearsal = await openedDay(plainRoll(2));
  try {
    const { client, views } = rehearsal.station;
    const verdict = must(await client.desk.scan({ text: rehearsal.card(), via: 'wedge' }));
    const before = views.length;
    must(await client.desk.give(whole(verdict)));
    expect(views.slice(before).map((view) => view.counts.served)).toEqual([1]);
    must(await client.desk.scan({ text: rehearsal.card(), via: 'wedge' }));
    must(await client.session.lock());
    expect(views.slice(before).map((view) => view.phase)).toEqual(['open', 'locked']);
    must(await client.session.signIn({ operator: 'AMINA', secret: 'window harvest singing goat' }));
    expect(views.at(-1)).toEqual(must(await client.host.view()));
    expect(views).toHaveLength(before + 3);
  } finally {
    rehearsal.close();
  }
});
