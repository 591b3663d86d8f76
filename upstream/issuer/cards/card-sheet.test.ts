import { PassThrough, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { fontsFrom } from '../../../main/vault/reports/paper/fonts.ts';
import type { Household } from '../../../shared/domain/roll.ts';
import { issueCard } from '../../../shared/wire/card.ts';
import { generateProgramme, type GeneratedHousehold } from '../generate/programme.ts';
import type { CardLanguage } from './card-words.ts';
import { writeCardSheet } from './card-sheet.ts';

const NOW_MS = Date.UTC(2026, 10, 3, 8);
const fonts = fontsFrom(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
const signer = signerOf(new Uint8Array(32).fill(7));
const programme = generateProgramme({ seed: 'cards', households: 16, nowMs: NOW_MS, portraits: 'heads' });
const all = new Map([...programme.households()].map((entry) => [entry.household.id, entry]));

function entryOf({ id }: Household): GeneratedHousehold {
  const found = all.get(id);
  if (!found) throw new Error('no such household');
  return found;
}

function signCard(household: Household): string {
  const serial = entryOf(household).cardSerial ?? '00'.repeat(8);
  return issueCard(
    {
      programme: 'relief',
      site: 'kassala',
      household: household.id,
      serial,
      validFromMs: NOW_MS,
      validUntilMs: NOW_MS + 1_000_000,
    },
    signer,
  );
}

async function sheet(
  households: readonly Household[],
  language: CardLanguage = 'en',
): Promise<{ cards: number; pdf: string; progress: number[] }> {
  const out = new PassThrough();
  const parts: Uint8Array[] = [];
  out.on('data', (part: Uint8Array) => parts.push(part));
  const progress: number[] = [];
  const cards = await writeCardSheet({
    households,
    signCard,
    photoOf: (household) => entryOf(household).portraits.slice(0, 1).map(programme.portrait)[0],
    programmeName: 'Relief',
    siteName: 'Kassala',
    language,
    fonts,
    nowMs: NOW_MS,
    out,
    progress: (done) => progress.push(done),
  });
  return { cards, pdf: Buffer.concat(parts).toString('latin1'), progress };
}

const pagesOf = (pdf: string): number => [...pdf.matchAll(/\/Type \/Page\b/g)].length;
const households = [...all.values()].map((entry) => entry.household);

it('puts ten cards of every script on a page and tells how far it is', async () => {
  const { cards, pdf, progress } = await sheet(households);
  expect([cards, pagesOf(pdf), progress]).toEqual([16, 2, [10, 16]]);
  for (const font of [
    'NotoSans-',
    'NotoSansMono',
    'NotoNaskhArabic',
    'NotoSansEthiopic',
    'NotoSansBengali',
    'NotoSansDevanagari',
    'NotoSansMyanmar',
  ]) {
    expect(pdf, font).toContain(`+${font}`);
  }
  expect(pdf.match(/\/Subtype \/Image/g)).toHaveLength(16);
});

it('gives the same bytes for the same households', async () => {
  const some = households.slice(0, 3);
  expect((await sheet(some)).pdf).toBe((await sheet(some)).pdf);
});

it('prints in the languages of the station, also where names are long or there is no photo', async () => {
  const [first] = households;
  if (!first) throw new Error('no household');
  const [head] = first.members;
  if (!head) throw new Error('no head');
  const long = {
    ...first,
    id: `HH-20-${'9'.repeat(20)}`,
    place: 'Settlement beyond the river, '.repeat(4),
    members: [{ ...head, name: 'Abcdefghij '.repeat(15).trim() }],
  };
  all.set(long.id, { household: long, portraits: [] });
  for (const language of ['en', 'fr', 'ar'] as const) expect((await sheet([long, first], language)).cards).toBe(2);
});

it('fails with the error of the disk', async () => {
  const out = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no space left')) });
  const printing = writeCardSheet({
    households,
    signCard,
    photoOf: () => undefined,
    programmeName: 'Relief',
    siteName: 'Kassala',
    language: 'en',
    fonts,
    nowMs: NOW_MS,
    out,
  });
  await expect(printing).rejects.toThrow('no space left');
});

it('says whose photo cannot be drawn', async () => {
  const printing = writeCardSheet({
    households: households.slice(0, 1),
    signCard,
    photoOf: () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]),
    programmeName: 'Relief',
    siteName: 'Kassala',
    language: 'en',
    fonts,
    nowMs: NOW_MS,
    out: new PassThrough(),
  });
  await expect(printing).rejects.toThrow(`The photo of ${households[0]?.id} is damaged`);
});
