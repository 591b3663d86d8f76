import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OperatorInput } from '../issuer/issue/operators.ts';
import { exported, ofType } from './entries.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { must, operators, rehearse, type Rehearsal, type Station } from './station.fixture.ts';

const PIN = '271828';
const sami: OperatorInput = { id: 'SAMI', name: 'Sami Adam', role: 'clerk', secretKind: 'pin', secret: PIN };
let rehearsal: Rehearsal;
beforeEach(async () => {
  rehearsal = await rehearse([...operators, sami]);
});
afterEach(() => rehearsal.close());

const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;
const signIn = async (client: Station['client'], secret: string): Promise<string> =>
  code(await client.session.signIn({ operator: 'SAMI', secret }));

async function installed(deviceSecret?: null): Promise<{ client: Station['client']; answer: string }> {
  const station = await (deviceSecret === null ? rehearsal.start({}, null) : rehearsal.start());
  await rehearsal.enrol(station);
  const path = await rehearsal.issue(plainRoll(2));
  return { client: station.client, answer: code(await station.client.host.install({ path })) };
}

test('a package with PINs is refused where the machine keeps no device secret', async () => {
  const { client, answer } = await installed(null);
  expect(answer).toBe('pin-needs-device-secret');
  expect(must(await client.host.view())).toMatchObject({ cycle: null, operators: [{ id: 'SETUP' }] });
});

test('a PIN opens the station with the device secret and never without it', async () => {
  const { client, answer } = await installed();
  expect(answer).toBe('ok');
  expect(await signIn(client, PIN)).toBe('ok');
  must(await client.host.shutdown());
  const { client: elsewhere } = await rehearsal.start({}, null);
  expect(await signIn(elsewhere, PIN)).toBe('pin-needs-device-secret');
  must(await elsewhere.host.shutdown());
  const { client: stolen } = await rehearsal.start({}, 'cd'.repeat(32));
  expect(await signIn(stolen, PIN)).toBe('wrong-secret');
});

test('five wrong PINs lock for a minute, each further one for twice as long, also over a restart', async () => {
  let { client } = await installed();
  must(await client.session.lock());
  const wait = (ms: number): void => {
    rehearsal.clock.wallMs += ms;
    rehearsal.clock.monotonicMs += ms;
  };
  for (let attempt = 1; attempt < 5; attempt += 1) expect(await signIn(client, '161803')).toBe('wrong-secret');
  for (const minutes of [1, 2, 4]) {
    expect(await signIn(client, '161803')).toBe('locked-out');
    const slot = must(await client.host.view()).operators.find((one) => one.id === 'SAMI');
    expect(slot?.lockedUntilMs).toBe(rehearsal.clock.wallMs + minutes * 60_000);
    wait(minutes * 60_000 - 1);
    must(await client.host.shutdown());
    ({ client } = await rehearsal.start());
    expect(await signIn(client, PIN)).toBe('locked-out');
    wait(1);
  }
  expect(await signIn(client, PIN)).toBe('ok');
  const { entries } = await exported(rehearsal.folder, client);
  const told = ofType(entries, 'unlock').map(({ who, outcome }) => `${who} ${outcome}`);
  expect(told.filter((one) => one === 'SAMI refused')).toHaveLength(7);
  expect(told.filter((one) => one === 'SAMI locked-out')).toHaveLength(3);
});
