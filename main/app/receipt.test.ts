import { expect, test } from 'vitest';
import { commandsOf, linesOf, nameOf } from '../../shared/receipt/escpos.fixture.ts';
import { aClaim, aReceipt, aReversal } from '../../shared/receipt/receipt.fixture.ts';
import type { SlipPage } from '../../shared/receipt/slip.ts';
import { renderPaper, testReceipt } from './receipt.ts';

const printer = { host: '127.0.0.1', port: 9100, columns: 32, mode: 'auto' } as const;
const amharic = { name: 'አበበች ተስፋዬ', nameLatin: 'Abebech Tesfaye' };

/** A page that paints everything black and remembers what it was asked for. */
function blackPage() {
  const asked: SlipPage[] = [];
  const draw = async (page: SlipPage) => {
    asked.push(page);
    return {
      bgra: new Uint8Array(page.width * 8 * 4).map((_, at) => (at % 4 === 3 ? 255 : 0)),
      width: page.width,
      height: 8,
    };
  };
  return { asked, draw };
}
const isPicture = (bytes: Uint8Array): boolean => commandsOf(bytes).some((command) => nameOf(command) === 'GSv0');

test('what the printer has letters for is printed as text', async () => {
  const paper = blackPage();
  const bytes = await renderPaper(paper, { job: 1, copy: 0, paper: aReceipt() }, printer, 'en');
  expect(isPicture(bytes)).toBe(false);
  expect(paper.asked).toEqual([]);
});

test('a name that it has not is drawn, as wide as the paper', async () => {
  const paper = blackPage();
  const bytes = await renderPaper(paper, { job: 1, copy: 3, paper: aReceipt(amharic) }, printer, 'fr');
  expect(isPicture(bytes)).toBe(true);
  expect(paper.asked).toMatchObject([{ width: 384, language: 'fr' }]);
  expect(JSON.stringify(paper.asked)).toContain('COPIE 3');
});

test('a reversal is drawn and marked like a receipt', async () => {
  const paper = blackPage();
  await renderPaper(paper, { job: 9, copy: 2, paper: aReversal(amharic) }, printer, 'fr');
  const drawn = JSON.stringify(paper.asked);
  for (const said of ['ANNULÉ', 'COPIE 2', 'አበበች', 'D02-1284']) expect(drawn).toContain(said);
});

test('both claim slips are drawn where one has to be, and cut apart', async () => {
  const paper = blackPage();
  const bytes = await renderPaper(paper, { job: 9, copy: 0, paper: aClaim(amharic) }, printer, 'en');
  expect(paper.asked.map(({ slip }) => slip[0])).toMatchObject([{ text: 'FOR THE PATIENT' }, { text: 'FOR THE FILE' }]);
  const names = commandsOf(bytes).map(nameOf);
  expect(names.filter((name) => name === 'GSv0' || name === 'GSV')).toEqual(['GSv0', 'GSV', 'GSv0', 'GSV']);
});

test.each(['text', 'raster'] as const)('the setting %s is kept to', async (mode) => {
  const bytes = await renderPaper(
    blackPage(),
    { job: 1, copy: 0, paper: aReceipt(amharic) },
    { ...printer, mode },
    'en',
  );
  expect(isPicture(bytes)).toBe(mode === 'raster');
});

test('where nothing can be drawn, the receipt comes in Latin letters', async () => {
  const broken = { draw: async () => Promise.reject(new Error('gone')) };
  const bytes = await renderPaper(broken, { job: 1, copy: 0, paper: aReceipt(amharic) }, printer, 'ar');
  expect(linesOf(bytes)).toContain('Abebech Tesfaye');
});

test('the test sheet tries all scripts where it is drawn', async () => {
  const paper = blackPage();
  await testReceipt(paper, printer, 'en', 0);
  for (const script of ['العربية', 'አማርኛ', 'မြန်မာ']) expect(JSON.stringify(paper.asked)).toContain(script);
});
