import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLERK, Headquarters, SUPERVISOR } from '../fixtures/programme.ts';
import { enrolAndInstall } from '../fixtures/ready.ts';
import { startStation } from '../fixtures/station.ts';
import { test } from '../fixtures/test.ts';

const HOUSEHOLDS = 2000;
const CARDS_TO_TRY = 5;

/** For `npm start`: a station with the sample cycle on it, and a sheet that says how to sign in and what to scan. */
test('the sample station', async () => {
  const folder = process.env['SAMPLE_FOLDER'];
  if (folder === undefined) throw new Error('SAMPLE_FOLDER is not set: use `npm start`');
  rmSync(folder, { recursive: true, force: true });
  const headquarters = await Headquarters.open(join(folder, 'hq'), { seed: 'sample', households: HOUSEHOLDS });
  const station = await startStation({ profile: join(folder, 'profile') });
  try {
    await enrolAndInstall(station, headquarters);
    await station.quit();
  } finally {
    await station.kill();
  }
  const cards = headquarters.served().slice(0, CARDS_TO_TRY);
  const people = [SUPERVISOR, CLERK].map(({ id, role, secret }) => `  ${id}  ${role}: ${secret}`);
  const sheet = [
    'Sign in (all people of this sample are invented):',
    ...people,
    'The supervisor opens the day. Cards to scan or type:',
    ...cards.map(({ id }) => `  ${id}  ${headquarters.card(id)}`),
    '',
  ];
  writeFileSync(join(folder, 'ready'), sheet.join('\n'));
});
