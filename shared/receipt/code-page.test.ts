import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOnCodePage, onCodePage, plainText } from './code-page.ts';

test.each(['Aïcha Traoré', 'cœur', 'l’été', '12\u202f500\u00a0XOF', 'E\u0301', '2 × sac'])(
  '%s can be printed',
  (text) => {
    expect(isOnCodePage(text)).toBe(true);
  },
);

test.each(['فاطمة', 'አበበች', 'ဒေါ်ခင်', 'Łódź', 'दीपा', '\u001b@'])('%s cannot', (text) => {
  expect(isOnCodePage(text)).toBe(false);
});

test('whatever a name holds, only printable letters reach the printer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (text) => {
      const printed = onCodePage(text);
      expect(isOnCodePage(printed)).toBe(true);
      expect(printed).not.toMatch(/\p{Cc}/u);
    }),
  );
});

test('a command hidden in a name becomes a space', () => {
  expect(onCodePage('A\u001bp\u0000B')).toBe('A p B');
});

test('names lose no letters to invisible marks', () => {
  expect(plainText('\u200fHH-1\u200e')).toBe('HH-1');
});
