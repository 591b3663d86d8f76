import { expect, type Locator, type Page } from '@playwright/test';
import type { Desk } from './desk.ts';

/** A provider's desk as its clerk uses it: holds, captures and what becomes of them. */
export class Provider {
  readonly desk: Desk;
  readonly page: Page;

  constructor(desk: Desk) {
    this.desk = desk;
    this.page = desk.page;
  }

  dialog(key: string): Locator {
    return this.page.getByRole('dialog', { name: this.desk.say(key) });
  }

  /** Scans a voucher that is good here. */
  async scan(text: string): Promise<void> {
    await this.desk.scan(text, 'verdictOf.services-ok');
  }

  /** Admission: one key. Answers the slip's number. */
  async hold(text: string): Promise<string> {
    await this.scan(text);
    await this.desk.press('Enter');
    return this.desk.given();
  }

  /** Types services by keyboard alone, on the screen for them: code, quantity, amount. */
  async type(services: readonly (readonly [search: string, quantity: string, amount: string])[]): Promise<void> {
    await expect(this.page.getByRole('combobox')).toBeFocused();
    for (const [search, quantity, amount] of services) {
      await this.page.keyboard.type(search, { delay: 60 });
      await this.desk.press('Enter');
      await expect(this.page.getByRole('textbox', { name: this.#before('capture.quantityOf') }).last()).toBeFocused();
      await this.page.keyboard.type(quantity, { delay: 60 });
      await this.desk.press('Enter');
      await this.page.keyboard.type(amount, { delay: 60 });
      await this.desk.press('Enter');
      await expect(this.page.getByRole('combobox')).toBeFocused();
    }
  }

  /** Captures what was typed; answers the claim's number. */
  async capture(): Promise<string> {
    await this.desk.press('F9');
    return this.desk.given();
  }

  async captures(): Promise<void> {
    await this.desk.press('F10');
    await this.page.getByRole('radio', { name: this.desk.say('receipts.captures') }).check();
  }

  /** Takes a capture back, from the list of them. */
  async takeBack(receipt: string, by: Readonly<{ id: string; secret: string }>): Promise<void> {
    const row = this.page.getByRole('row').filter({ hasText: receipt });
    await row.getByRole('button', { name: this.desk.say('captures.takeBack') }).click();
    await this.page.getByRole('radio', { name: this.desk.say('release.option.wrong-amount') }).check();
    const approver = this.page.getByRole('radio', { name: by.id });
    if ((await approver.count()) > 0) await approver.check();
    await this.page.getByLabel(this.desk.say('approval.secret'), { exact: true }).fill(by.secret);
    await this.desk.button('release.captureDo').click();
    await expect(this.page.getByText(this.desk.say('release.done'))).toBeVisible();
    await expect(row).toContainText(this.desk.say('captures.takenBackBy').split('{{')[0]!.trim());
  }

  /** What stands before the name in a label. */
  #before(key: string): RegExp {
    return new RegExp(`^${this.desk.say(key).split('{{')[0]!}`);
  }
}
