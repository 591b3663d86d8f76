import bidiFactory, { type EmbeddingLevels } from 'bidi-js';
import { scriptOf, type Script } from './scripts.ts';

const bidi = bidiFactory();

export type Direction = 'ltr' | 'rtl';
/** A piece of one script and one direction, its letters in the order they are read. */
export type Run = Readonly<{ text: string; script: Script; direction: Direction }>;
export type Paragraph = Readonly<{ text: string; levels: EmbeddingLevels; scripts: readonly Script[] }>;

/** Marks that steer the order of text and are never drawn. */
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Resolves directions (UAX #9) and fonts of a paragraph. `auto` takes the direction of its first strong letter. */
export function paragraphOf(text: string, direction: Direction | 'auto'): Paragraph {
  // Overrides would let a name rearrange the figures beside it; isolates and marks are harmless.
  const clean = text.replaceAll(/[\u202a-\u202e\n\r\u2028\u2029]/gu, ' ');
  const scripts: Script[] = [];
  for (const character of clean) {
    const script = scriptOf(character, scripts.at(-1) ?? firstScript(clean));
    for (let unit = 0; unit < character.length; unit++) scripts.push(script);
  }
  return { text: clean, levels: bidi.getEmbeddingLevels(clean, direction), scripts };
}

export function directionOf(paragraph: Paragraph): Direction {
  return (paragraph.levels.paragraphs[0]?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr';
}

/** The runs of one line (`start` inclusive, `end` exclusive) from left to right as seen on paper. */
export function runsOf({ text, levels, scripts }: Paragraph, start: number, end: number): Run[] {
  if (end <= start) return [];
  // The library gives the order of the whole text, with only this line turned round.
  const order = bidi.getReorderedIndices(text, levels, start, end - 1).slice(start, end);
  const runs: { from: number; to: number; level: number; script: Script }[] = [];
  for (const index of order) {
    const level = levels.levels[index] ?? 0;
    const script = scripts[index] ?? 'latin';
    const run = runs.at(-1);
    const isNext = run !== undefined && run.level === level && run.script === script;
    if (isNext && index === run.to + 1) run.to = index;
    else if (isNext && index === run.from - 1) run.from = index;
    else runs.push({ from: index, to: index, level, script });
  }
  return runs
    .map(({ from, to, level, script }): Run => ({
      text: text.slice(from, to + 1).replaceAll(CONTROLS, ''),
      script,
      direction: level % 2 === 1 ? 'rtl' : 'ltr',
    }))
    .filter((run) => run.text !== '');
}

function firstScript(text: string): Script {
  for (const character of text) {
    const script = scriptOf(character, 'latin');
    if (script !== 'latin') return script;
    if (/\p{L}/u.test(character)) return 'latin';
  }
  return 'latin';
}
