/**
 * Texts that both ends of a packed run know, so that none of them travels: shapes of the commonest entries and the words they use.
 * Part of the format's version 1: nothing here may ever change, and what is not here costs its own length once a run.
 */
const MOST_LINES = 8;

function handoverShape(lines: number, part: boolean): string {
  return JSON.stringify({
    acts: [[null, 0, 0]],
    ben: null,
    collector: null,
    day: null,
    hid: null,
    lines: Array.from({ length: lines }, () => [null, null, null, 0]),
    part,
    t: null,
    via: null,
    who: null,
  });
}

const SHAPES = [
  ...Array.from({ length: MOST_LINES }, (_none, index) => handoverShape(index + 1, false)),
  ...Array.from({ length: MOST_LINES }, (_none, index) => handoverShape(index + 1, true)),
  JSON.stringify({ of: 0, state: null, t: null }),
  JSON.stringify({ copy: 0, of: 0, t: null }),
  JSON.stringify({ ben: null, day: null, nid: null, reason: null, t: null, verdict: null }),
  JSON.stringify({ role: null, t: null }),
  JSON.stringify({ kind: null, t: null }),
];
const WORDS = ['', 'n', 's', 'h', 'handover', 'print', 'reprint', 'not_served', 'login', 'control', 'card', 'lookup'];
const MORE_WORDS = ['member', 'proxy', 'confirmed', 'sent', 'failed', 'unknown', 'clerk', 'supervisor', 'x-report'];
const LINES = ['cash', ...Array.from({ length: MOST_LINES }, (_none, index) => `L${index + 1}`)];

export const KNOWN_WORDS: readonly string[] = [...WORDS, ...MORE_WORDS, ...LINES, ...SHAPES];
