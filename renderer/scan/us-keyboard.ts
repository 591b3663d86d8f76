/**
 * What a scanner set to the US keyboard means by each key position. `event.code` names the position and does not
 * change with the layout of the operating system or Caps Lock, so this is right where `event.key` is not.
 */
const plain: Readonly<Record<string, string>> = {
  Backquote: '`~',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: `'"`,
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Space: '  ',
  NumpadDecimal: '..',
  NumpadAdd: '++',
  NumpadSubtract: '--',
  NumpadMultiply: '**',
  NumpadDivide: '//',
};
const DIGITS_WITH_SHIFT = ')!@#$%^&*(';

/** Control characters as scanners type them: GS of GS1 codes is Ctrl+`]`, and so on. */
const control: Readonly<Record<string, string>> = {
  KeyD: '\u0004',
  Backslash: '\u001c',
  BracketRight: '\u001d',
  Digit6: '\u001e',
  Minus: '\u001f',
};

/** The character a US-configured scanner means, or undefined where the key writes nothing. */
export function usCharacter(code: string, shift: boolean, ctrl: boolean): string | undefined {
  if (ctrl) return control[code];
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shift ? DIGITS_WITH_SHIFT[Number(digit)] : digit;
  const numpad = /^Numpad(\d)$/.exec(code)?.[1];
  return numpad ?? plain[code]?.[shift ? 1 : 0];
}

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'OS'].flatMap((name) => [`${name}Left`, `${name}Right`]));

/** Keys that only change the meaning of others; some scanners press Caps Lock before and after a code. */
export function isModifier(code: string): boolean {
  return MODIFIERS.has(code) || code === 'CapsLock' || code === 'NumLock';
}

/** Enter, Tab, and what LF and CR look like where the scanner sends control characters. */
export function isTerminator(code: string, ctrl: boolean): boolean {
  if (ctrl) return code === 'KeyJ' || code === 'KeyM';
  return code === 'Enter' || code === 'NumpadEnter' || code === 'Tab';
}
