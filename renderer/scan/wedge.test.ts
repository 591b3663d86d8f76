import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usCharacter } from './us-keyboard.ts';
import { EMPTY_WEDGE, fallSilent, loseFocus, pressKey, SILENCE_MS, type Wedge, type WedgeKey } from './wedge.ts';

const CODES = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `Key${letter}`),
  ...'0123456789'.split('').map((digit) => `Digit${digit}`),
  'Backquote',
  'Minus',
  'Equal',
  'BracketLeft',
  'BracketRight',
  'Backslash',
  'Semicolon',
  'Quote',
  'Comma',
  'Period',
  'Slash',
  'Space',
];
const positions = new Map(
  CODES.flatMap((code) =>
    [false, true].flatMap((shift) => {
      const character = usCharacter(code, shift, false);
      return character === undefined ? [] : [[character, { code, shift }] as const];
    }),
  ),
);
const printable = fc.stringMatching(/^[!-~]{6,60}$/).filter((text) => !text.startsWith(']'));

function key(code: string, atMs: number, more: Partial<WedgeKey> = {}): WedgeKey {
  return { code, shift: false, ctrl: false, alt: false, repeat: false, down: true, atMs, ...more };
}
function keysOf(text: string, startMs: number, gapMs: (index: number) => number): WedgeKey[] {
  let atMs = startMs;
  return Array.from(text, (character, index) => {
    atMs += index === 0 ? 0 : gapMs(index);
    const position = positions.get(character)!;
    return key(position.code, atMs, { shift: position.shift });
  });
}
function play(keys: readonly WedgeKey[], start: Wedge = EMPTY_WEDGE) {
  let wedge = start;
  const scans: string[] = [];
  const swallowed: boolean[] = [];
  let short = false;
  for (const one of keys) {
    const step = pressKey(wedge, one);
    wedge = step.wedge;
    if (step.scan) scans.push(step.scan.text);
    short ||= step.short === true;
    swallowed.push(step.swallow);
  }
  return { wedge, scans, swallowed, short };
}
const endOf = (keys: readonly WedgeKey[]): number => keys.at(-1)?.atMs ?? 0;

describe('a scanner', () => {
  it('is read at any speed up to a mean of 35 ms, with jumps, and its Enter is swallowed', () => {
    fc.assert(
      fc.property(
        printable,
        fc.array(fc.integer({ min: 0, max: 33 }), { minLength: 60, maxLength: 60 }),
        (text, gaps) => {
          const keys = keysOf(text, 1000, (index) => gaps[index]!);
          const played = play([...keys, key('Enter', endOf(keys) + 5)]);
          expect(played.scans).toEqual([text]);
          expect(played.swallowed.at(-1)).toBe(true);
        },
      ),
    );
  });

  it('is read without a terminator after silence, and a late Enter does nothing', () => {
    const keys = keysOf('GC1ABCDEFG.2345', 0, () => 10);
    const { wedge, scans } = play(keys);
    expect(scans).toEqual([]);
    expect(fallSilent(wedge, endOf(keys) + SILENCE_MS - 1).scan).toBeUndefined();
    const silent = fallSilent(wedge, endOf(keys) + SILENCE_MS);
    expect(silent.scan?.text).toBe('GC1ABCDEFG.2345');
    expect(pressKey(silent.wedge, key('Enter', endOf(keys) + SILENCE_MS + 300)).swallow).toBe(true);
    expect(pressKey(silent.wedge, key('Enter', endOf(keys) + SILENCE_MS + 900)).swallow).toBe(false);
  });

  const long = [
    ['a voucher as JWT', fc.stringMatching(/^ey[\w-]{300,1200}\.[\w-]{200,500}\.[\w-]{300,400}$/)],
    ['a credential in base45', fc.stringMatching(/^[0-9A-Z $%*+./:-]{1500,4296}$/).map((text) => `N${text}N`)],
    ['a credential as JSON', fc.stringMatching(/^\{"@context":[ -~]{1000,3000}\}$/)],
  ] as const;
  it.each(long)('reads %s whole, in capitals and small letters, through lumps', (_what, texts) => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 900 }), (text, lumpMs) => {
        const keys = keysOf(text, 0, (index) => (index % 500 === 499 ? lumpMs : 1));
        expect(play([...keys, key('Enter', endOf(keys) + 5)]).scans).toEqual([text]);
      }),
      { numRuns: 5 },
    );
  });

  it('of our own codes is waited for while the computer passes its keys on in lumps', () => {
    const text = 'GC12K4M6QWERTYUIOPASDFGH.2345';
    const keys = keysOf(text, 0, (index) => (index % 9 === 7 ? 600 : 2));
    const played = play([...keys, key('Enter', endOf(keys) + 100)]);
    expect(played.scans).toEqual([text]);
    expect(fallSilent(play(keys.slice(0, 12)).wedge, endOf(keys.slice(0, 12)) + 900).scan).toBeUndefined();
    expect(fallSilent(play(keys.slice(0, 12)).wedge, endOf(keys.slice(0, 12)) + 1000).scan?.text).toBe(
      text.slice(0, 12),
    );
  });

  it('may send CR and LF: only one scan, and the second terminator does nothing', () => {
    const keys = keysOf('HH-20-3417', 0, () => 4);
    const end = endOf(keys);
    const played = play([...keys, key('KeyM', end + 4, { ctrl: true }), key('KeyJ', end + 8, { ctrl: true })]);
    expect(played.scans).toEqual(['HH-20-3417']);
    expect(played.swallowed.slice(-2)).toEqual([true, true]);
  });

  it('may end with Tab, and announce the symbology', () => {
    const keys = keysOf(']Q1GC1ABCDEF', 0, () => 1);
    expect(play([...keys, key('Tab', endOf(keys))]).scans).toEqual(['GC1ABCDEF']);
  });

  it('types GS as Ctrl+]', () => {
    const keys = [
      ...keysOf('01234567', 0, () => 2),
      key('BracketRight', 18, { ctrl: true }),
      ...keysOf('ABC', 20, () => 2),
    ];
    expect(play([...keys, key('Enter', 30)]).scans).toEqual(['01234567\u001dABC']);
  });

  it('may type every character as ALT and its number', () => {
    fc.assert(
      fc.property(printable, fc.integer({ min: 0, max: 9 }), fc.boolean(), (text, gapMs, zero) => {
        let atMs = 0;
        const keys = Array.from(text, (character) => [
          key('AltLeft', (atMs += gapMs), { alt: true }),
          ...`${zero ? '0' : ''}${character.charCodeAt(0)}`
            .split('')
            .map((digit) => key(`Numpad${digit}`, (atMs += gapMs), { alt: true })),
          key('AltLeft', (atMs += gapMs), { down: false }),
        ]).flat();
        expect(play([...keys, key('Enter', atMs + 5)]).scans).toEqual([text]);
      }),
    );
  });

  it('is cut out of what a person was typing just before', () => {
    const typed = keysOf('hali', 0, () => 120);
    const keys = keysOf('GC1ABCDEF.2345', endOf(typed) + 90, () => 5);
    const played = play([...typed, ...keys, key('Enter', endOf(keys) + 5)]);
    expect(played.scans).toEqual(['GC1ABCDEF.2345']);
  });

  it('may hesitate once, after its first key or later', () => {
    for (const slow of [1, 2, 9]) {
      const keys = keysOf('GC1ABCDEF.2345', 0, (index) => (index === slow ? 120 : 5));
      expect(play([...keys, key('Enter', endOf(keys) + 5)]).scans).toEqual(['GC1ABCDEF.2345']);
    }
  });

  it('cut short never passes its Enter on', () => {
    const keys = keysOf('2345', 0, () => 5);
    const played = play([...keys, key('Enter', 20)]);
    expect(played).toMatchObject({ scans: [], short: true });
    expect(played.swallowed.at(-1)).toBe(true);
  });
});

describe('a person', () => {
  it('typing at 60 ms a key or slower is never taken for a scanner, and nothing is swallowed', () => {
    fc.assert(
      fc.property(
        printable,
        fc.array(fc.integer({ min: 60, max: 400 }), { minLength: 61, maxLength: 61 }),
        (text, gaps) => {
          const keys = keysOf(text, 0, (index) => gaps[index]!);
          const played = play([...keys, key('Enter', endOf(keys) + gaps[60]!)]);
          expect(played.scans).toEqual([]);
          expect(played.swallowed).not.toContain(true);
        },
      ),
    );
  });

  it('holding a key down is not a scanner', () => {
    const held = Array.from({ length: 40 }, (_, index) => key('KeyA', index * 30, { repeat: index > 0 }));
    const played = play([...held, key('Enter', 1250)]);
    expect(played.scans).toEqual([]);
    expect(played.swallowed).not.toContain(true);
  });
});

describe('losing the keyboard in the middle of a scan', () => {
  it('drops the beginning, swallows the remainder, and hears the next scan', () => {
    const lost = loseFocus(play(keysOf('GC1ABCDE', 0, () => 5)).wedge, 40);
    expect(lost.dropped).toBe(true);
    const keys = keysOf('FGH.2345', 300, () => 5);
    const after = play([...keys, key('Enter', endOf(keys) + 5)], lost.wedge);
    expect(after.scans).toEqual([]);
    expect(after.swallowed).not.toContain(false);
    const next = keysOf('GC1ABCDE.2345', 700, () => 5);
    expect(play([...next, key('Enter', endOf(next) + 5)], after.wedge).scans).toEqual(['GC1ABCDE.2345']);
  });

  it('between scans drops nothing', () => {
    const keys = keysOf('GC1ABCDE', 0, () => 5);
    expect(loseFocus(play([...keys, key('Enter', 40)]).wedge, 60)).toMatchObject({
      dropped: false,
      wedge: { cutAtMs: null },
    });
  });
});
