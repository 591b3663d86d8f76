import { expect, type Locator, type Page } from '@playwright/test';
import type { Desk } from './desk.ts';

type Counted = Readonly<Record<string, number>>;

/** Set-up, opening, closing and reversals, as a supervisor does them on the screen. */
export class BackOffice {
  readonly desk: Desk;
  readonly page: Page;

  constructor(desk: Desk) {
    this.desk = desk;
    this.page = desk.page;
  }

  async createStation(passphrase: string): Promise<void> {
    await this.page.getByLabel(this.desk.say('setup.passphrase'), { exact: true }).fill(passphrase);
    await this.page.getByLabel(this.desk.say('setup.passphraseAgain'), { exact: true }).fill(passphrase);
    await this.desk.button('setup.create').click();
    await expect(this.desk.button('setup.saveRequest')).toBeVisible({ timeout: 30_000 });
  }

  async saveRequest(): Promise<void> {
    await this.desk.button('setup.saveRequest').click();
    await expect(this.page.getByText(this.desk.say('setup.saved'))).toBeVisible();
    await this.desk.button('setup.haveCertificate').click();
  }

  /** Takes the certificate that the dialog offers, as after the telephone call. */
  async acceptCertificate(): Promise<void> {
    await this.desk.button('setup.chooseCertificate').click();
    await this.desk.button('setup.accept').click();
    await expect(this.desk.button('install.choose')).toBeVisible();
  }

  async installCycle(): Promise<void> {
    await this.desk.button('install.choose').click();
    await expect(this.page.getByText(this.desk.say('install.doneFull'))).toBeVisible({ timeout: 120_000 });
  }

  /** Notes by `currency:value`, goods as planned. */
  async openDay(notes: Counted): Promise<void> {
    await this.desk.supervisor('openDay');
    await this.desk.button('count.usePlan').click();
    await this.#fillNotes(notes);
    await this.desk.button('day.open').last().click();
    await this.desk.idle();
  }

  /** The blind count; the differences show afterwards. */
  async count(notes: Counted, stock: Counted): Promise<void> {
    await this.desk.supervisor('closeDay');
    await this.#fillNotes(notes);
    for (const [name, quantity] of Object.entries(stock))
      await this.#row(name).getByRole('textbox').fill(String(quantity));
    await this.desk.button('day.saveCount').click();
    await expect(this.page.getByRole('heading', { name: this.desk.say('day.differencesTitle') })).toBeVisible();
  }

  async close(coSign?: Readonly<{ id: string; secret: string }>): Promise<void> {
    if (coSign !== undefined)
      await this.page.getByLabel(this.desk.say('approval.secret'), { exact: true }).fill(coSign.secret);
    await this.desk.button('day.close').click();
    await expect(this.page.getByRole('heading', { name: this.desk.say('day.closedTitle') })).toBeVisible();
  }

  async saveSummary(): Promise<void> {
    await this.desk.button('day.summary').click();
    await expect(this.page.getByText(this.desk.say('day.summarySaved'))).toBeVisible();
  }

  async reverse(receipt: string, approver: Readonly<{ secret: string }>): Promise<void> {
    await this.desk.press('F10');
    await this.page.getByLabel(this.desk.say('receipts.search')).fill(receipt);
    const row = this.page.getByRole('row').filter({ has: this.page.getByText(receipt, { exact: true }) });
    await row.getByRole('button', { name: this.desk.say('receipts.reverse') }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: this.desk.say('reverse.option.goods-returned') }).check();
    await dialog.getByLabel(this.desk.say('approval.secret'), { exact: true }).fill(approver.secret);
    await dialog.getByRole('button', { name: this.desk.say('reverse.do') }).click();
    await expect(dialog).toHaveCount(0);
  }

  #row(name: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) });
  }

  async #fillNotes(notes: Counted): Promise<void> {
    const tables = this.page.locator('.count-table');
    for (const [place, pieces] of Object.entries(notes)) {
      const [table = '0', row = '0'] = place.split(':');
      await tables.nth(Number(table)).getByRole('textbox').nth(Number(row)).fill(String(pieces));
    }
  }
}
