import { COPY, expect, expectPrint, rowOf, test, type AtWork } from './fixtures/at-work.ts';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { paperText } from './fixtures/paper.ts';
import { CLERK, SECOND, SUPERVISOR } from './fixtures/programme.ts';
import { BackOffice } from './screens/back-office.ts';
import { Desk } from './screens/desk.ts';

const REVERSED = 'REVERSED';

async function handoverOf({ station }: Pick<AtWork, 'station'>, receipt: string) {
  const { handovers } = must(await bridgeOf(station.page).receipts.recent({}));
  const found = handovers.find((one) => one.receipt === receipt);
  if (found === undefined) throw new Error(`there is no receipt ${receipt}`);
  return found;
}
const slipOf = async (atWork: Pick<AtWork, 'station'>, receipt: string) => (await handoverOf(atWork, receipt)).slip;

/** A receipt that is printed, and the supervisor at the desk who will take it back. */
async function printedReceipt(atWork: AtWork): Promise<string> {
  const receipt = await atWork.give();
  await expectPrint(atWork, receipt, 'confirmed');
  await atWork.desk.lock();
  await atWork.desk.signIn(SUPERVISOR);
  await atWork.desk.idle();
  return receipt;
}

test('a reversal prints its slip, once, and copies are marked', async ({ atWork, printer }) => {
  const { desk } = atWork;
  const receipt = await printedReceipt(atWork);
  await new BackOffice(desk).reverse(receipt, SECOND);
  await printer.waitForJobs(2);
  const row = rowOf(atWork, receipt);
  await expect(row).toContainText(desk.say('printSlip.confirmed'));
  const slip = (await slipOf(atWork, receipt))!;
  const { text, codes, isCut } = paperText(printer.jobs[1]!);
  for (const said of [REVERSED, receipt, slip.receipt, slip.check, SUPERVISOR.id, SECOND.id, 'Goods or cash returned'])
    expect(text).toContain(said);
  expect(text).not.toContain(COPY);
  expect(codes[0]).toMatch(/^TR1/);
  expect(isCut).toBe(true);

  await row.getByRole('button', { name: desk.say('receipts.reprintSlip') }).click();
  await printer.waitForJobs(3);
  const copy = paperText(printer.jobs[2]!).text;
  for (const said of [REVERSED, `${COPY} 1`, slip.receipt]) expect(copy).toContain(said);
  await expect.poll(async () => (await slipOf(atWork, receipt))?.copies).toBe(1);
  expect((await desk.counts()).served).toBe(0);
});

test('no printer: the reversal stands, its slip is "not printed" and is printed later when a person asks', async ({
  atWork,
  printer,
}) => {
  const { desk } = atWork;
  const receipt = await printedReceipt(atWork);
  await printer.unplug();
  await new BackOffice(desk).reverse(receipt, SECOND);
  const row = rowOf(atWork, receipt);
  await expect(row).toContainText(desk.say('printSlip.failed'));
  expect((await desk.counts()).served).toBe(0);
  await printer.plug();
  expect(printer.jobs).toHaveLength(1);
  await row.getByRole('button', { name: desk.say('receipts.reprintSlip') }).click();
  await printer.waitForJobs(2);
  expect(paperText(printer.jobs[1]!).text).toContain(`${COPY} 1`);
  await expect(row).toContainText(desk.say('printSlip.confirmed'));
});

test('a slip under way when the program dies: not known, asked, neither printed nor reversed again', async ({
  atWork,
  printer,
  start,
  profile,
}) => {
  const receipt = await printedReceipt(atWork);
  printer.behave({ bytesPerSecond: 300 });
  await new BackOffice(atWork.desk).reverse(receipt, SECOND);
  await expect.poll(async () => (await slipOf(atWork, receipt))?.print).toBe('sent');
  const { reversedBy } = await handoverOf(atWork, receipt);
  await atWork.station.kill();
  printer.behave({});
  const station = await start({ profile });
  const desk = new Desk(station.page);
  await desk.signIn(CLERK);
  await desk.idle();
  const again = { ...atWork, desk, station };
  expect(await handoverOf(again, receipt)).toMatchObject({ reversedBy, slip: { print: 'unknown', copies: 0 } });
  expect((await desk.counts()).served).toBe(0);
  await desk.press('F10');
  await rowOf(again, receipt)
    .getByRole('button', { name: desk.say('receipts.settle') })
    .click();
  const dialog = desk.page.getByRole('dialog', { name: desk.say('receipts.settleTitle') });
  await expect(dialog).toContainText((await slipOf(again, receipt))!.receipt);
  await dialog.getByRole('button', { name: desk.say('receipts.settleYes') }).click();
  await expect(rowOf(again, receipt)).toContainText(desk.say('printSlip.confirmed'));
  const slips = printer.jobs.filter((job) => job.includes(REVERSED));
  expect(slips.length).toBeLessThanOrEqual(1);
});
