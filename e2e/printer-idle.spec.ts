import { expect, printerIs, test } from './fixtures/at-work.ts';
import { paperText } from './fixtures/paper.ts';

test.describe.configure({ timeout: 90_000 });

test('an idle printer that runs out of paper is told on the strip, until there is paper again', async ({
  atWork,
  printer,
}) => {
  await printerIs(atWork, 'ready');
  printer.behave({ paperLow: true });
  await printerIs(atWork, 'paper-low', 15_000);
  printer.behave({ paperOut: true });
  await printerIs(atWork, 'paper-out', 15_000);
  printer.behave({ coverOpen: true });
  await printerIs(atWork, 'cover-open', 15_000);
  printer.behave({});
  await printerIs(atWork, 'ready', 15_000);
  await printer.unplug();
  await printerIs(atWork, 'no-answer', 15_000);
  await printer.plug();
  await printerIs(atWork, 'ready', 30_000);

  // Asked often, one connection at a time, and nothing of it reached paper.
  expect(printer.questions).toBeGreaterThan(5);
  expect(printer.jobs).toEqual([]);
  const receipt = await atWork.give();
  await expect(atWork.desk.page.locator('main.given .paper')).toContainText(atWork.desk.say('print.confirmed'));
  expect(printer.mostAtOnce).toBe(1);
  expect(printer.jobs).toHaveLength(1);
  expect(paperText(printer.jobs[0]!).text).toContain(receipt);
});
