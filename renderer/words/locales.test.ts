import { describe, expect, it } from 'vitest';
import ar from '../../resources/locales/ar.json';
import en from '../../resources/locales/en.json';
import fr from '../../resources/locales/fr.json';
import {
  NotServedReason,
  PrintState,
  ReversalReason,
  VerdictCode,
  VerdictReason,
} from '../../shared/domain/verdict.ts';
import { contract, INSTALL_FAILURES } from '../../shared/ipc/contract.ts';
import { AlarmKind, PrinterState, SendingProblem, SendingView, TroubleCode } from '../../shared/ipc/views.ts';
import { patterns } from '../sounds/patterns.ts';

type Words = { readonly [key: string]: string | Words };
const languages: readonly (readonly [string, Words])[] = [
  ['en', en],
  ['fr', fr],
  ['ar', ar],
];
const PLURAL = /_(zero|one|two|few|many|other)$/;

function flatten(words: Words, before = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : flatten(value, `${before}${key}.`),
  );
}
const keysOf = (words: Words): string[] =>
  [...new Set(flatten(words).map(([key]) => key.replace(PLURAL, '')))].toSorted();
const placesOf = (sentence: string): string[] => (sentence.match(/\{\{\w+\}\}/g) ?? []).toSorted();

describe.each(languages)('%s', (language, words) => {
  const sentences = new Map(flatten(words));

  it('says everything the others say', () => {
    expect(keysOf(words)).toEqual(keysOf(en));
    expect([...sentences.values()].filter((sentence) => sentence.trim() === '')).toEqual([]);
  });

  it('has every plural form its grammar asks for', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = [...sentences.keys()].filter((key) => key.endsWith('_other')).map((key) => key.replace(PLURAL, ''));
    expect(
      plurals.flatMap((key) => forms.map((form) => `${key}_${form}`)).filter((key) => !sentences.has(key)),
    ).toEqual([]);
  });

  it('fills in the same things', () => {
    const english = new Map(flatten(en));
    const differing = [...sentences].filter(([key, sentence]) => {
      const model = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? '';
      // A form for exactly one, two or none may spell its number out.
      const expected = placesOf(model).filter((place) => place !== '{{count}}' || placesOf(sentence).includes(place));
      return JSON.stringify(placesOf(sentence)) !== JSON.stringify(expected);
    });
    expect(differing).toEqual([]);
  });

  const pairs = (path: string, codes: readonly string[]): string[] =>
    codes.flatMap((code) => [`${path}.${code}.what`, `${path}.${code}.todo`]);
  const commands = Object.entries(contract).flatMap(([group, members]) =>
    Object.entries(members).map(([name, spec]) => ({ name: `${group}.${name}`, spec })),
  );
  const failures = commands.flatMap(({ name, spec }) =>
    spec.kind === 'command' &&
    !['cycle.chooseAndInstall', 'sending.installArrived', 'setup.chooseCertificate'].includes(name)
      ? spec.failures
      : [],
  );
  it.each([
    ['verdict', VerdictCode.options.flatMap((code) => [`verdict.${code}.title`, `verdict.${code}.todo`])],
    ['reason', VerdictReason.options.map((reason) => `reason.${reason}`)],
    [
      'trouble',
      TroubleCode.options.flatMap((code) => ['title', 'what', 'todo'].map((part) => `trouble.${code}.${part}`)),
    ],
    ['refusal of a package', pairs('installFailure', INSTALL_FAILURES)],
    ['refusal of a certificate', pairs('certificateFailure', contract.setup.chooseCertificate.failures)],
    ['failure of a command', pairs('failure', [...failures, 'rejected', 'unexpected'])],
    ['reason for not serving', NotServedReason.options.map((reason) => `notServed.option.${reason}`)],
    ['reason for reversing', ReversalReason.options.map((reason) => `reverse.option.${reason}`)],
    ['state of the paper', PrintState.options.map((state) => `print.${state}`)],
    ['state of the printer', PrinterState.options.map((state) => `printer.${state}`)],
    ['phase of sending', SendingView.shape.phase.options.map((phase) => `sending.phase.${phase}`)],
    ['problem of sending', pairs('sending.problem', SendingProblem.options)],
    [
      'alarm about sending',
      pairs('sending.alarm', [
        ...AlarmKind.options.filter((kind) => kind !== 'resolution'),
        'resolution-stands',
        'resolution-falls',
      ]),
    ],
    ['sound', Object.keys(patterns).map((sound) => `sound.${sound}`)],
  ])('has words for every %s', (_, keys) => {
    expect(keys.filter((key) => !sentences.has(key))).toEqual([]);
  });
});
