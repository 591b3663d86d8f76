import anyAscii from 'any-ascii';

/** Windows-1252 from 0x80 on, with its five gaps left out. ESC/POS printers keep it as page 16. */
const UPPER_HALF = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

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

/** What is not on the code page is spelled with Latin letters: a receipt that can be read aloud beats one of question marks. */
export function onCodePage(text: string): string {
  return [...plainText(text)].map((character) => (isOnPage(character) ? character : anyAscii(character))).join('');
}

function isOnPage(character: string): boolean {
  const code = character.codePointAt(0)!;
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || UPPER_HALF.includes(character);
}
