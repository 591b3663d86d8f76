import { describe, expect, test } from 'vitest';
import { withCheck, withoutCheck } from '../../../shared/wire/check-characters.ts';
import { isSwappedKeyboard, readScanText } from './scan-text.ts';

const BODY = 'YZAQW2345'.repeat(6);
const CARD = withCheck(`GC1${BODY}`);

describe('a scan by its outside', () => {
  test('a card and a receipt, with the scanner’s spaces around them', () => {
    expect(readScanText(` ${CARD}\r\n`)).toEqual({ kind: 'card', text: CARD });
    expect(readScanText(`TR1${BODY}`).kind).toBe('receipt');
  });

  const wrongKeyboard = { kind: 'unreadable', reason: 'wrong-keyboard' };
  test.each([
    ['Caps Lock', CARD.toLowerCase()],
    ['a French keyboard', `GC&${BODY}`],
    ['a French keyboard with Caps Lock', `gc&${BODY.toLowerCase()}`],
    ['a Russian keyboard', `ПС1${'НЯФЙЦ2345'.repeat(6)}`],
    ['an Arabic keyboard', `لؤ١${'غئشضص٢٣٤٥'.repeat(6)}`],
  ])('%s is told, never repaired', (_what, text) => expect(readScanText(text)).toEqual(wrongKeyboard));

  test.each(['https://example.org/a', 'WWW.EXAMPLE.ORG', 'ftp://x'])('%s is a link', (text) =>
    expect(readScanText(text)).toEqual({ kind: 'unreadable', reason: 'link-not-card' }),
  );

  test.each(['', 'HH-20-3417', '4006381333931', 'Awa Diallo', 'وصل استلام المساعدات الغذائية للأسرة رقم ١'])(
    '%j is none of ours',
    (text) => expect(readScanText(text)).toEqual({ kind: 'unreadable', reason: 'not-our-code' }),
  );

  test('swapped letters are found by the check characters', () => {
    const german = CARD.replaceAll(/[YZ]/g, (letter) => (letter === 'Y' ? 'Z' : 'Y'));
    const checks = (text: string): boolean => withoutCheck(text) !== undefined;
    expect(isSwappedKeyboard(german, checks)).toBe(true);
    expect(isSwappedKeyboard(CARD.replace('2', '3'), checks)).toBe(false);
  });
});
