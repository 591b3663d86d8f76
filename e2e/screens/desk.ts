import { expect, type Locator, type Page } from '@playwright/test';
import { bridgeOf, must } from '../fixtures/bridge.ts';
import { Scanner } from '../fixtures/scanner.ts';
import { words, type Language } from './words.ts';

type Person = Readonly<{ id: string; secret: string }>;

/** Where the words of a verdict stand. */
export const wordsOf = (verdict: string): string => (verdict.includes('.') ? verdict : `verdict.${verdict}`);

/** The station's screens as a clerk uses them: by scanner and keyboard, found by what they say. */
export class Desk {
  readonly page: Page;
  readonly scanner: Scanner;
  language: Language;

  constructor(page: Page, language: Language = 'en') {
    this.page = page;
    this.scanner = new Scanner(page);
    this.language = language;
  }

  say(key: string): string {
    return words(this.language, key);
  }

  button(key: string): Locator {
    return this.page.getByRole('button', { name: this.say(key) }).first();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async signIn({ id, secret }: Person): Promise<void> {
    await this.page.getByRole('radio', { name: new RegExp(`^${id}`) }).check();
    await this.page.getByLabel(this.say('signIn.passphrase'), { exact: true }).fill(secret);
    await this.press('Enter');
    await expect(this.page.locator('form.sign-in')).toHaveCount(0);
  }

  async lock(): Promise<void> {
    await this.press('F12');
    await expect(this.button('signIn.submit')).toBeVisible();
  }

  /** Waits for the screen everything comes back to. */
  async idle(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: this.say('idle.title') })).toBeVisible();
  }

  /** Scans and waits for the verdict's own words, and until a hand could press a key. */
  async scan(text: string, verdict: string): Promise<void> {
    await this.scanner.scan(text);
    const scannedMs = await this.#pageMs();
    await this.verdict(verdict);
    await this.ready(scannedMs);
  }

  /** The station takes an Enter soon after a scan for the scanner's own, come late; nobody is that quick. */
  async ready(sinceMs?: number): Promise<void> {
    await this.page.waitForFunction((since) => performance.now() - since > 150, sinceMs ?? (await this.#pageMs()));
  }

  #pageMs(): Promise<number> {
    return this.page.evaluate(() => performance.now());
  }

  /** A verdict's code, or the place of words that are a reason's own (`verdictOf.…`). */
  async verdict(code: string): Promise<void> {
    await expect(this.page.getByRole('heading', { name: this.say(`${wordsOf(code)}.title`) })).toBeVisible();
  }

  /** Gives what is offered, and waits until it is saved; answers the receipt number. */
  async give(key: 'Enter' | 'F9' = 'Enter'): Promise<string> {
    await this.press(key);
    return this.given();
  }

  async given(): Promise<string> {
    const receipt = this.page.locator('main.given .receipt b').first();
    await expect(receipt).toBeVisible();
    return (await receipt.innerText()).trim();
  }

  /** "Presented, not served" with the reason that is offered. The screen that says so goes away by itself. */
  async notServed(): Promise<void> {
    const before = (await this.counts()).notServed;
    await this.press('F7');
    await expect(this.page.getByRole('dialog')).toBeVisible();
    await this.press('Enter');
    await expect.poll(async () => (await this.counts()).notServed).toBe(before + 1);
    await expect(this.page.locator('main.given, main.idle')).toBeVisible();
  }

  async counts(): Promise<Readonly<{ served: number; notServed: number }>> {
    return must(await bridgeOf(this.page).station.view()).vault.counts;
  }

  /** Lets the first registered proxy collect. */
  async proxy(): Promise<void> {
    await this.press('F3');
    const people = this.page.getByRole('dialog').getByRole('radio');
    await people.first().check();
    await this.press('Enter');
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  /** Gives this much of the first line and all of the others. */
  async part(quantity: string): Promise<void> {
    await this.press('F8');
    await this.page.getByRole('dialog').getByRole('textbox').first().fill(quantity);
    await this.press('Enter');
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  /** One of the supervisor's cards, by its title. */
  async supervisor(title: string): Promise<void> {
    await this.press('F11');
    await this.page.getByRole('button', { name: this.say(`supervisor.${title}`) }).click();
  }
}
