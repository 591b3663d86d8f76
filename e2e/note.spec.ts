import { expect, test } from './fixtures/prepared.ts';
import { CLERK, SUPERVISOR } from './fixtures/programme.ts';
import { Desk } from './screens/desk.ts';

/** Both directions, and what would be markup if anything took it for that. */
const NOTE = 'استلم ابنها <b>sac déchiré</b> & promised a new one';

test('a note on a hand-over is read in the receipts, before a reversal, and by a supervisor on the next scan', async ({
  start,
  profile,
  prepared: { headquarters },
}) => {
  const { page } = await start({ profile });
  const desk = new Desk(page);
  await desk.signIn(CLERK);
  await desk.idle();
  const card = headquarters.card(headquarters.served()[0]!.id);
  await desk.scan(card, 'ok');
  await desk.button('serve.addNote').click();
  await page.getByRole('dialog').getByRole('textbox').fill(NOTE);
  await desk.press('Enter');
  await expect(page.locator('.care-note')).toContainText(NOTE);
  const receipt = await desk.give();
  await desk.press('Enter');

  // Whoever stands at the table sees this screen too.
  await desk.scan(card, 'already-served');
  await expect(page.locator('main.refusal')).toContainText(receipt);
  await expect(page.locator('main.refusal')).not.toContainText(NOTE);
  await desk.lock();
  await desk.signIn(SUPERVISOR);
  await desk.scan(card, 'already-served');
  await expect(page.locator('main.refusal')).toContainText(NOTE);
  await desk.press('Enter', 'F10');
  const row = page.getByRole('row').filter({ has: page.getByText(receipt, { exact: true }) });
  await expect(row).toContainText(NOTE);
  await row.getByRole('button', { name: desk.say('receipts.reverse') }).click();
  await expect(page.getByRole('dialog')).toContainText(NOTE);
});
