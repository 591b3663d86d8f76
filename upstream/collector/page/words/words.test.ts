import { describe, expect, it } from 'vitest';
import {
  keysOf,
  missingPlurals,
  otherPlaces,
  sentencesOf,
  type Words,
} from '../../../../shared/words/sentences.fixture.ts';
import { OFFICE_PROBLEMS } from '../../office/answers.ts';
import { STATUSES, UNEXPLAINED } from '../../../../shared/domain/reconcile/model.ts';
import ar from './ar.json';
import en from './en.json';
import fr from './fr.json';

const languages: readonly (readonly [string, Words])[] = [
  ['en', en],
  ['fr', fr],
  ['ar', ar],
];

describe.each(languages)('%s', (language, words) => {
  it('says everything the others say, in its own grammar', () => {
    expect(keysOf(words)).toEqual(keysOf(en));
    expect(missingPlurals(language, words)).toEqual([]);
    expect(otherPlaces(words, en)).toEqual([]);
  });

  it('has words for every code', () => {
    const codes = [
      ...STATUSES.map((code) => `status.${code}`),
      ...UNEXPLAINED.map((code) => `not_explained.${code}`),
      ...[...OFFICE_PROBLEMS, 'unreachable', 'unexpected'].map((code) => `problem.${code}`),
      ...['quarantined', 'unreadable', 'reversal-of-nothing'].map((code) => `kind.${code}`),
      ...['none', 'open', 'settled'].map((code) => `conflict.${code}`),
      ...['handover', 'hold', 'capture'].map((code) => `act.${code}`),
    ];
    const sentences = sentencesOf(words);
    expect(codes.filter((code) => !sentences.has(code))).toEqual([]);
  });
});
