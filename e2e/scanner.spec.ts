import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { answerOpenDialog } from './fixtures/dialogs.ts';
import { CLERK, issuer, PROGRAMME, SITE, SUPERVISOR, type Headquarters } from './fixtures/programme.ts';
import { expect, test as base } from './fixtures/prepared.ts';
import { QUICK_SECRETS, signIn } from './fixtures/ready.ts';
import { applicationOf } from './fixtures/station.ts';
import { Desk, wordsOf } from './screens/desk.ts';
import { fromHex } from '../shared/wire/bytes.ts';
import { issueCard, type CardClaims } from '../shared/wire/card.ts';
import { signerOf, type Signer } from '../shared/wire/ed25519.ts';

const DAY_MS = 24 * 3_600_000;
const ANOTHER = signerOf(new Uint8Array(32).fill(7));

const test = base.extend<{ desk: Desk }>({
  desk: async ({ start, profile }, use) => {
    const station = await start({ profile });
    const desk = new Desk(station.page);
    await desk.signIn(CLERK);
    await desk.idle();
    await use(desk);
  },
});

const served = (headquarters: Headquarters, place = 0): string => headquarters.served()[place]!.id;

function cardSigner({ folder }: Headquarters): Signer {
  return signerOf(fromHex(readFileSync(join(folder, 'keys', 'card.key'), 'utf8').trim()));
}

/** A card that HQ could have issued, but for the changes. */
function cardOf(headquarters: Headquarters, changes: Partial<CardClaims>, signer = cardSigner(headquarters)): string {
  const day = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const claims = {
    programme: PROGRAMME,
    household: served(headquarters),
    site: SITE,
    serial: '00'.repeat(8),
    validFromMs: day - DAY_MS,
    validUntilMs: day + DAY_MS,
  };
  return issueCard({ ...claims, ...changes }, signer);
}

const swapped = (text: string): string => text.replaceAll(/[YZ]/g, (letter) => (letter === 'Y' ? 'Z' : 'Y'));

type Refused = Readonly<{
  what: string;
  code: string;
  reason: string;
  /** What the words of the reason are filled with. */
  says?: string;
  text: (headquarters: Headquarters) => string;
}>;
const refusals: readonly Refused[] = [
  {
    what: 'a card typed with Caps Lock on',
    code: 'unreadable',
    reason: 'wrong-keyboard',
    text: (hq) => hq.card(served(hq)).toLowerCase(),
  },
  {
    what: 'a card typed on a German keyboard',
    code: 'unreadable',
    reason: 'wrong-keyboard',
    text: (hq) =>
      swapped(
        hq
          .served()
          .map(({ id }) => hq.card(id))
          .find((text) => swapped(text) !== text)!,
      ),
  },
  {
    what: 'a card with one character wrong',
    code: 'unreadable',
    reason: 'damaged-text',
    text: (hq) => hq.card(served(hq)).replace(/.(?=.{30}$)/, (letter) => (letter === 'B' ? 'C' : 'B')),
  },
  {
    what: 'a link',
    code: 'verdictOf.link-not-card',
    reason: 'link-not-card',
    text: () => 'https://example.org/vouchers/8f3a-77',
  },
  { what: 'the code of a parcel', code: 'unreadable', reason: 'not-our-code', text: () => 'JD014600006281230701' },
  {
    what: 'a forged card: our key named, signed by another',
    code: 'forged',
    reason: 'bad-signature',
    text: (hq) => cardOf(hq, {}, { publicKey: cardSigner(hq).publicKey, sign: ANOTHER.sign }),
  },
  {
    what: 'a card signed with a key that this programme does not use',
    code: 'unknown-issuer',
    reason: 'foreign-key',
    text: (hq) => cardOf(hq, {}, ANOTHER),
  },
  {
    what: 'a card of another programme',
    code: 'unknown-issuer',
    reason: 'foreign-programme',
    text: (hq) => cardOf(hq, { programme: 'other-aid' }, ANOTHER),
  },
  {
    what: 'a card of another programme, signed with our key',
    code: 'unknown-issuer',
    reason: 'foreign-programme',
    text: (hq) => cardOf(hq, { programme: 'other-aid' }),
  },
  {
    what: 'a card of another site',
    code: 'wrong-site',
    reason: 'other-site',
    says: 'port-sudan',
    text: (hq) => cardOf(hq, { site: 'port-sudan' }),
  },
  {
    what: 'a card that is no longer valid',
    code: 'expired',
    reason: 'card-expired',
    text: (hq) => cardOf(hq, { validFromMs: 0, validUntilMs: DAY_MS }),
  },
  {
    what: 'a card that is not yet valid',
    code: 'not-yet-valid',
    reason: 'card-not-yet-valid',
    text: (hq) => cardOf(hq, { validFromMs: Math.ceil(Date.now() / DAY_MS + 1) * DAY_MS, validUntilMs: 2e12 }),
  },
  {
    what: 'a household that the roll does not know',
    code: 'unknown-beneficiary',
    reason: 'not-in-roll',
    text: (hq) => cardOf(hq, { household: 'HH-99-9999' }),
  },
  {
    what: 'a household on hold',
    code: 'blocked',
    reason: 'household-blocked',
    text: (hq) => hq.card(hq.households.find(({ status }) => status === 'blocked')!.id),
  },
];

test('each scan that is refused has its own screen and words, and gives nothing', async ({ desk, prepared }) => {
  for (const { what, code, reason, says, text } of refusals) {
    await test.step(what, () => expectRefusal(desk, text(prepared.headquarters), { code, reason, says }));
  }
  expect(await desk.counts()).toMatchObject({ served: 0, notServed: 0 });
});

async function expectRefusal(
  desk: Desk,
  text: string,
  { code, reason, says }: Readonly<{ code: string; reason: string; says?: string | undefined }>,
): Promise<void> {
  await desk.scan(text, code);
  const screen = desk.page.locator('main.refusal');
  const words = desk.say(`reason.${reason}`).replace(/\{\{site\}\}/, says ?? '');
  await expect(screen.getByRole('alert')).toContainText(words.replace(/\{\{.*$/, '').trim());
  await expect(screen).toContainText(desk.say(`${wordsOf(code)}.todo`));
  await expect(desk.page.getByRole('button', { name: desk.say('serve.giveAll') })).toHaveCount(0);
  // The keys that give do nothing here.
  await desk.press('F9');
  await desk.verdict(code);
  await desk.press('Enter');
  await desk.idle();
}

test('a card that HQ cancels is refused from the next package on', async ({ desk, prepared }) => {
  const { headquarters } = prepared;
  const serial = 'ab'.repeat(8);
  const text = cardOf(headquarters, { serial });
  await desk.scan(text, 'ok');
  await desk.press('Escape');
  await desk.idle();

  issuer(['revoke', serial, '--keys', join(headquarters.folder, 'keys')]);
  const delta = headquarters.build('revoked', ['--delta', ...QUICK_SECRETS]);
  const station = bridgeOf(desk.page);
  must(await station.session.lock());
  await signIn(desk, SUPERVISOR);
  await answerOpenDialog(applicationOf(desk.page), delta);
  expect(must(await station.cycle.chooseAndInstall()).kind).toBe('delta');
  must(await station.session.lock());
  await desk.signIn(CLERK);
  await desk.idle();
  await expectRefusal(desk, text, { code: 'revoked', reason: 'card-cancelled' });
  // The household itself is served by its own card.
  await desk.scan(headquarters.card(served(headquarters)), 'ok');
});

test.describe('a scan needs no field, no layout and no terminator', () => {
  for (const terminator of ['Enter', 'Tab', 'none'] as const) {
    for (const layout of ['us', 'other'] as const) {
      test(`terminator ${terminator}, layout ${layout}`, async ({ desk, prepared }) => {
        await desk.scanner.scan(prepared.headquarters.card(served(prepared.headquarters)), { terminator, layout });
        await desk.verdict('ok');
        expect((await desk.counts()).served).toBe(0);
      });
    }
  }

  test('while a field of the form for people without a card has the keyboard', async ({ desk, prepared }) => {
    await desk.press('F2');
    const name = desk.page.getByLabel(desk.say('find.name'), { exact: true });
    await name.fill('Amina');
    await expect(name).toBeFocused();
    await desk.scanner.scan(prepared.headquarters.card(served(prepared.headquarters)), { layout: 'other' });
    await desk.verdict('ok');
  });

  test('while something is typed that must stay as it is', async ({ desk, prepared }) => {
    await desk.scan(prepared.headquarters.card(served(prepared.headquarters)), 'ok');
    await desk.press('F8');
    const field = desk.page.getByRole('dialog').getByRole('textbox').first();
    await field.fill('1');
    await field.focus();
    await desk.scanner.scan(prepared.headquarters.card(served(prepared.headquarters, 1)));
    await expect(desk.page.getByRole('heading', { name: desk.say('finishOrPark.title') })).toBeVisible();
    await desk.press('Escape');
    await expect(field).toHaveValue('1');
    expect((await desk.counts()).served).toBe(0);
  });

  test('while nobody is signed in: said, and the secret in the field stays', async ({ desk, prepared }) => {
    await desk.lock();
    await desk.page.getByRole('radio', { name: new RegExp(`^${CLERK.id}`) }).check();
    const field = desk.page.getByLabel(desk.say('signIn.passphrase'), { exact: true });
    await field.fill('window harvest');
    await desk.scanner.scan(prepared.headquarters.card(served(prepared.headquarters)));
    await expect(desk.page.getByText(desk.say('scan.locked'))).toBeVisible();
    await expect(field).toHaveValue('window harvest');
    await expect(desk.button('signIn.submit')).toBeVisible();
  });
});
