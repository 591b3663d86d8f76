import { expect, test } from './fixtures/prepared.ts';
import { CLERK } from './fixtures/programme.ts';
import { Desk } from './screens/desk.ts';

test('a key is heard from the very moment a screen is there', async ({ start, profile }) => {
  const station = await start({ profile });
  const desk = new Desk(station.page);
  // Quicker than any hand: in the task that brings the screen, before it is painted.
  await desk.page.evaluate(() => {
    const watch = new MutationObserver(() => {
      if (document.querySelector('main.idle') === null) return;
      watch.disconnect();
      globalThis.dispatchEvent(new KeyboardEvent('keydown', { code: 'F10' }));
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await desk.signIn(CLERK);
  await expect(desk.page.getByRole('heading', { name: desk.say('receipts.title') })).toBeVisible();
});
