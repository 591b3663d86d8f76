import { COPY, expect, expectPrint, printerIs, printOf, rowOf, test } from './fixtures/at-work.ts';
import { paperText } from './fixtures/paper.ts';
import { CLERK } from './fixtures/programme.ts';
import { Desk } from './screens/desk.ts';

test('a printer that answers: confirmed, once', async ({ atWork, printer }) => {
  const receipt = await atWork.give();
  await expect(atWork.desk.page.locator('main.given .paper')).toContainText(atWork.desk.say('print.confirmed'));
  await expectPrint(atWork, receipt, 'confirmed');
  await printerIs(atWork, 'ready');
  expect(printer.jobs).toHaveLength(1);
  const { text, isCut } = paperText(printer.jobs[0]!);
  expect(text).toContain(receipt);
  expect(text).not.toContain(COPY);
  expect(isCut).toBe(true);
});

test('no printer there: the hand-over stands, the receipt is "not printed", and only a person prints it later', async ({
  atWork,
  printer,
}) => {
  const { desk } = atWork;
  await printer.unplug();
  const receipt = await atWork.give();
  await expectPrint(atWork, receipt, 'failed');
  await printerIs(atWork, 'no-answer');
  await expect(desk.page.getByText(desk.say('idle.failedPrints_one').replace('{{count}}', '1'))).toBeVisible();
  expect((await desk.counts()).served).toBe(1);

  await printer.plug();
  const second = await atWork.give();
  await expectPrint(atWork, second, 'confirmed');
  await expectPrint(atWork, receipt, 'failed');
  expect(printer.jobs).toHaveLength(1);

  await desk.press('F10');
  await rowOf(atWork, receipt)
    .getByRole('button', { name: desk.say('receipts.reprint') })
    .click();
  await expect(desk.page.getByText(desk.say('receipts.reprinted'))).toBeVisible();
  await printer.waitForJobs(2);
  await expect(rowOf(atWork, receipt)).toContainText(desk.say('print.copies_one').replace('{{count}}', '1'));
  const { text } = paperText(printer.jobs[1]!);
  expect(text).toContain(receipt);
  expect(text).toContain(COPY);
  await rowOf(atWork, receipt)
    .getByRole('button', { name: desk.say('receipts.reprint') })
    .click();
  await printer.waitForJobs(3);
  expect(paperText(printer.jobs[2]!).text).toContain(`${COPY} 2`);
  expect((await desk.counts()).served).toBe(2);
});

for (const [trouble, state] of [
  ['paperOut', 'paper-out'],
  ['coverOpen', 'cover-open'],
] as const) {
  test(`${state}: told on the strip, nothing is sent, and the next one prints once it is mended`, async ({
    atWork,
    printer,
  }) => {
    printer.behave({ [trouble]: true });
    const receipt = await atWork.give();
    await expectPrint(atWork, receipt, 'failed');
    await printerIs(atWork, state);
    expect(printer.jobs).toHaveLength(0);
    printer.behave({});
    const second = await atWork.give();
    await expectPrint(atWork, second, 'confirmed');
    await printerIs(atWork, 'ready');
    expect(printer.jobs).toHaveLength(1);
    expect(await printOf(atWork, receipt)).toBe('failed');
  });
}

test('a printer that is slow: nobody waits for it', async ({ atWork, printer }) => {
  printer.behave({ bytesPerSecond: 400 });
  const first = await atWork.give();
  await printerIs(atWork, 'printing');
  await atWork.desk.press('Enter');
  const second = await atWork.give();
  await atWork.desk.press('Enter');
  expect(await printOf(atWork, first)).toBe('sent');
  expect(await printOf(atWork, second)).toBe('queued');
  expect((await atWork.desk.counts()).served).toBe(2);
  printer.behave({});
  await expectPrint(atWork, first, 'confirmed');
  await expectPrint(atWork, second, 'confirmed');
  expect(printer.jobs).toHaveLength(2);
});

test('a clone that answers nothing: sent, never "printed"', async ({ atWork, printer }) => {
  printer.behave({ answers: false });
  const receipt = await atWork.give();
  await printer.waitForJobs(1);
  await printerIs(atWork, 'ready');
  await expectPrint(atWork, receipt, 'sent');
  expect(printer.jobs).toHaveLength(1);
  expect(paperText(printer.jobs[0]!).text).toContain(receipt);
});

for (const [cameOut, state] of [
  [true, 'confirmed'],
  [false, 'failed'],
] as const) {
  test(`a printer that closes midway: not known, asked, and settled as ${state}`, async ({ atWork, printer }) => {
    const { desk } = atWork;
    printer.behave({ cutAfterBytes: 300 });
    const receipt = await atWork.give();
    await expectPrint(atWork, receipt, 'unknown');
    await expect(desk.page.getByText(desk.say('idle.unknownPrints_one').replace('{{count}}', '1'))).toBeVisible();
    printer.behave({});

    await desk.button('idle.lookAtReceipts').click();
    await rowOf(atWork, receipt)
      .getByRole('button', { name: desk.say('receipts.settle') })
      .click();
    const dialog = desk.page.getByRole('dialog', { name: desk.say('receipts.settleTitle') });
    await expect(dialog).toContainText(receipt);
    // This must be looked at, not passed over: Enter is no answer, and Escape leaves it open.
    await desk.press('Escape');
    await expect(dialog).toHaveCount(0);
    expect(await printOf(atWork, receipt)).toBe('unknown');
    await rowOf(atWork, receipt)
      .getByRole('button', { name: desk.say('receipts.settle') })
      .click();
    await dialog.getByRole('button', { name: desk.say(cameOut ? 'receipts.settleYes' : 'receipts.settleNo') }).click();
    await expect(dialog).toHaveCount(0);
    await expect(rowOf(atWork, receipt)).toContainText(desk.say(`print.${state}`));

    // Nothing was printed again by itself, and the next receipt is a whole one.
    expect(printer.jobs).toHaveLength(1);
    await desk.press('Escape');
    const second = await atWork.give();
    await expectPrint(atWork, second, 'confirmed');
    expect(printer.jobs).toHaveLength(2);
    expect(paperText(printer.jobs[1]!).text).toContain(second);
    expect((await desk.counts()).served).toBe(2);
  });
}

test('a receipt under way when the program dies: not known, and not printed twice', async ({
  atWork,
  printer,
  start,
  profile,
}) => {
  printer.behave({ bytesPerSecond: 300 });
  const receipt = await atWork.give();
  await expect.poll(() => printOf(atWork, receipt)).toBe('sent');
  await atWork.station.kill();
  printer.behave({});
  const station = await start({ profile });
  const desk = new Desk(station.page);
  await desk.signIn(CLERK);
  await desk.idle();
  const again = { ...atWork, desk, station };
  await expectPrint(again, receipt, 'unknown');
  await desk.scan(atWork.cards[1]!, 'ok');
  const second = await desk.give();
  await expectPrint(again, second, 'confirmed');
  const originals = printer.jobs.filter((job) => paperText(job).text.includes(receipt));
  expect(originals.length).toBeLessThanOrEqual(1);
});
