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
import { HolderCheck, ReleaseReason } from '../../shared/domain/voucher.ts';
import { CredentialFormat } from '../../shared/domain/trust-list.ts';
import { contract, INSTALL_FAILURES } from '../../shared/ipc/contract.ts';
import { AlarmKind, PrinterState, SendingProblem, SendingView, TroubleCode } from '../../shared/ipc/views.ts';
import { keysOf, missingPlurals, otherPlaces, sentencesOf, type Words } from '../../shared/words/sentences.fixture.ts';
import { CAMERA_PROBLEMS } from '../camera/problems.ts';
import { patterns } from '../sounds/patterns.ts';
import { REASONS_WITH_OWN_WORDS } from './verdicts.ts';

it('breaks no French line before a mark that belongs to its word', () => {
  const loose = [...sentencesOf(fr).values()].filter((sentence) => / [:;?!»]|« /.test(sentence));
  expect(loose).toEqual([]);
});

const languages: readonly (readonly [string, Words])[] = [
  ['en', en],
  ['fr', fr],
  ['ar', ar],
];
describe.each(languages)('%s', (language, words) => {
  const sentences = sentencesOf(words);

  it('says everything the others say', () => {
    expect(keysOf(words)).toEqual(keysOf(en));
    expect([...sentences.values()].filter((sentence) => sentence.trim() === '')).toEqual([]);
  });

  it('has every plural form its grammar asks for', () => {
    expect(missingPlurals(language, words)).toEqual([]);
  });

  it('fills in the same things', () => {
    expect(otherPlaces(words, en)).toEqual([]);
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
    [
      'verdict on a voucher',
      [
        ...REASONS_WITH_OWN_WORDS,
        'claims-to-approve',
        'services-ok',
        'services-attention',
        'services-needs-approval',
      ].flatMap((reason) => [`verdictOf.${reason}.title`, `verdictOf.${reason}.todo`]),
    ],
    ['kind of code', CredentialFormat.options.map((format) => `trustList.format.${format}`)],
    ['reason', VerdictReason.options.map((reason) => `reason.${reason}`)],
    [
      'trouble',
      TroubleCode.options.flatMap((code) => ['title', 'what', 'todo'].map((part) => `trouble.${code}.${part}`)),
    ],
    ['refusal of a package', pairs('installFailure', INSTALL_FAILURES)],
    ['refusal of a certificate', pairs('certificateFailure', contract.setup.chooseCertificate.failures)],
    ['failure of a command', pairs('failure', [...failures, 'rejected', 'unexpected'])],
    ['problem of a camera', pairs('failure', CAMERA_PROBLEMS)],
    ['reason for not serving', NotServedReason.options.map((reason) => `notServed.option.${reason}`)],
    ['reason for reversing', ReversalReason.options.map((reason) => `reverse.option.${reason}`)],
    ['reason for releasing', ReleaseReason.options.map((reason) => `release.option.${reason}`)],
    ['question to a holder', HolderCheck.options.flatMap((check) => [`holder.title.${check}`, `holder.lead.${check}`])],
    [
      'state of the paper',
      PrintState.options.flatMap((state) => [`print.${state}`, `printSlip.${state}`, `printVoucher.${state}`]),
    ],
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
