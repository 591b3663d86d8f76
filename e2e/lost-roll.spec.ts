import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { answerOpenDialog } from './fixtures/dialogs.ts';
import { flip } from './fixtures/files.ts';
import { inspect, toSmallestScreen } from './fixtures/inspect.ts';
import { exportedLedger, ofType } from './fixtures/ledger.ts';
import { expect, test } from './fixtures/prepared.ts';
import { CLERK, SUPERVISOR } from './fixtures/programme.ts';
import { signIn } from './fixtures/ready.ts';
import { serve } from './fixtures/serving-run.ts';
import { BackOffice } from './screens/back-office.ts';
import { Desk } from './screens/desk.ts';

function rollOf(profile: string): string {
  const folder = join(profile, 'vault');
  return join(
    folder,
    readdirSync(folder).find((name) => /^cycle-.*\.db$/.test(name))!,
  );
}

const losses: readonly [string, string, (path: string) => void][] = [
  ['gone', 'files-missing', (path) => rmSync(path)],
  ['damaged', 'database-damaged', (path) => flip(path, 100, statSync(path).size - 100)],
];
for (const [what, code, lose] of losses) {
  test(`a roll that is ${what}: told, worked around, and brought back by the same package`, async ({
    start,
    profile,
    prepared: { headquarters },
  }) => {
    const first = await start({ profile });
    await signIn(first, CLERK);
    const queue = headquarters.served();
    const { handover } = await serve(first, headquarters, queue[0]!.id);
    await first.quit();
    lose(rollOf(profile));

    const station = await start({ profile });
    const { page, app } = station;
    const desk = new Desk(page);
    await toSmallestScreen(station);
    await desk.signIn(CLERK);
    const screen = page.getByRole('alert').filter({ has: page.getByRole('heading') });
    await expect(screen).toContainText(desk.say('lostRoll.title'));
    await expect(screen).toContainText(desk.say(`lostRoll.what.${code}`));
    await expect(screen).toContainText(desk.say('lostRoll.safe'));
    await expect(screen).toContainText(desk.say('lostRoll.todoClerk'));
    await expect(screen).toContainText(desk.say('install.missing_one').replace('{{numbers}}', '1'));
    await expect(screen).toContainText(code);
    await expect(page.locator('footer')).toContainText(desk.say('strip.lost'));
    await inspect(page, 'lost roll, a clerk');
    await desk.scanner.scan(headquarters.card(queue[1]!.id));
    await expect(screen).toContainText(desk.say('failure.no-cycle.what'));
    await desk.press('F10');
    await expect(page.getByText(handover.receipt, { exact: true })).toBeVisible();
    await desk.press('Escape');

    await desk.lock();
    await desk.signIn(SUPERVISOR);
    await expect(screen).toContainText(desk.say('lostRoll.todo'));
    await inspect(page, 'lost roll, a supervisor');
    await desk.press('F11');
    await inspect(page, 'supervisor menu without a roll');
    await expect(page.getByRole('button', { name: desk.say('supervisor.closeDay') })).toBeDisabled();
    await page.getByRole('button', { name: desk.say('supervisor.xReport') }).click();
    await expect(page.getByRole('heading', { name: desk.say('day.xTitle') })).toBeVisible();
    await desk.press('Escape', 'Escape');
    expect(ofType(await exportedLedger(station, headquarters), 'handover')).toHaveLength(1);

    await answerOpenDialog(app, join(headquarters.folder, 'cycle.cycle'));
    await desk.button('lostRoll.install').click();
    await new BackOffice(desk).installCycle();
    await inspect(page, 'the roll is back');
    await desk.press('Escape');
    await desk.idle();
    await expect(page.locator('footer')).not.toContainText(desk.say('strip.lost'));
    await desk.scan(headquarters.card(queue[0]!.id), 'already-served');
    await desk.press('Enter');
    await desk.scan(headquarters.card(queue[1]!.id), 'ok');
    await desk.give();
    expect((await desk.counts()).served).toBe(2);
  });
}
