import anyAscii from 'any-ascii';

/** Windows-1252 from 0x80 to 0x9f, its five gaps included. ESC/POS printers keep it as page 16; the rest is as in Latin-1. */
export const WINDOWS_1252_UPPER = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Text as a printer's own letters can show it: composed, plain spaces, no invisible marks of direction. */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\u00a0\u2002-\u200a\u202f]/gu, ' ')
    .replaceAll(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff]/gu, '');
}

/** Whether a printer's own letters can show every character. */
export function isOnCodePage(text: string): boolean {
  return [...plainText(text)].every(isOnPage);
}

/**
 * What is not on the code page is spelled with Latin letters: a receipt that can be read aloud beats one of question marks.
 * Control characters become spaces, so that no name from a package can command the printer.
 */
export function onCodePage(text: string): string {
  return [...plainText(text)].map((character) => (isOnPage(character) ? character : spelled(character))).join('');
}

function spelled(character: string): string {
  const code = character.codePointAt(0)!;
  return code < 0xa0 ? ' ' : [...anyAscii(character)].filter(isOnPage).join('');
}

function isOnPage(character: string): boolean {
  const code = character.codePointAt(0)!;
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return false;
  return code <= 0xff || WINDOWS_1252_UPPER.includes(character);
}
