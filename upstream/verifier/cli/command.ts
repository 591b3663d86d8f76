import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { verify } from '../../../main/vault/crypto/ed25519.ts';
import type { NoteKey } from '../../../shared/wire/note.ts';
import { runAudit, type RunFailure } from '../core/run-audit.ts';
import { identitiesIn } from '../core/sealed.ts';
import { readCollector, readProgramme, type Programme } from '../core/trust.ts';
import { findingSentence, LANGUAGES, statementSentence, WORDS, type Language } from '../words/words.ts';
import type { Report } from '../core/report.ts';
import { auditFiles, gunzip, readSmallFile, unbrotli } from './node-files.ts';
import { documentOf } from '../words/document.ts';
import { documentText } from './document-text.ts';
import { UsageError } from './usage-error.ts';

/** What the command answers with. */
export const EXIT = { sound: 0, broken: 1, suspicious: 2, usage: 3 } as const;

type Options = Readonly<{
  programme: string;
  stations?: string;
  collector?: NoteKey;
  receipt: readonly string[];
  identity?: string;
  language: Language;
  json?: true;
}>;

/** Where a run reads the time and writes to. */
export type Surroundings = Readonly<{
  nowMs: () => number;
  out: (text: string) => void;
  say: (text: string) => void;
  /** True where `say` goes to a terminal, which can show progress on one line. */
  isTerminal: boolean;
}>;

const HELP = `
FILE may be: a ledger export or opened bundle (NDJSON), a sealed bundle, a checkpoint note, a proof (.tlog-proof), a
certificate (.station), stations.json, an acknowledgement, a list of what is due (.due). Beside each FILE a checkpoint of the
same name with .checkpoint is read too.

Exit status: 0 sound, 1 broken, 2 suspicious only, 3 wrong use or a file that cannot be read.`;

function commandOf(surroundings: Surroundings): Command {
  return new Command('verifier')
    .description('Checks what stations recorded, with nothing but the programme’s public key.')
    .argument('<file...>', 'what to check')
    .requiredOption(
      '--programme <file>',
      'programme.json of the programme office: everything is checked against its key',
    )
    .option('--stations <file>', 'stations.json, the register of certificates, where no .station file is at hand')
    .option('--collector <NAME=KEY>', 'name and public key (hex) of the collector, for its cosignatures', collector)
    .option('--receipt <code>', 'the text of a receipt’s QR code (TR1…); may be given several times', collect, [])
    .option('--identity <file>', 'file with the age secret key that opens sealed bundles')
    .addOption(new Option('--language <language>', 'language of the report').choices(LANGUAGES).default('en'))
    .option('--json', 'write the report as JSON')
    .addHelpText('after', HELP)
    .showHelpAfterError()
    .exitOverride()
    .configureOutput({ writeOut: surroundings.out, writeErr: surroundings.say });
}

/** Runs the command line to its end; answers the exit status. */
export async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    const command = commandOf(surroundings).parse(args, { from: 'user' });
    return await check(command.args, command.opts<Options>(), surroundings);
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : EXIT.usage;
    if (!(thrown instanceof UsageError)) throw thrown;
    surroundings.say(`${thrown.message}\n`);
    return EXIT.usage;
  }
}

async function check(paths: readonly string[], options: Options, surroundings: Surroundings): Promise<number> {
  const { receipt: receipts, language, stations, identity } = options;
  const programme = programmeOf(options);
  const files = auditFiles(stations === undefined ? paths : [...paths, stations]);
  const identities = identity === undefined ? [] : identitiesOf(identity, language);
  const run = await runAudit(
    {
      programme,
      collector: options.collector ?? programme.collector,
      verify,
      nowMs: surroundings.nowMs(),
      files,
      receipts,
      identities,
    },
    {
      progress: progressOn(surroundings),
      gunzip,
      unbrotli,
    },
  );
  if (surroundings.isTerminal) surroundings.say('\r\u001B[K');
  if (!run.ok) throw new UsageError(failureText(run.error, language));
  surroundings.out(
    options.json
      ? `${JSON.stringify(inWords(run.value, language), null, 2)}\n`
      : documentText(documentOf(run.value, language)),
  );
  return EXIT[run.value.verdict];
}

function programmeOf({ programme, language }: Options): Programme {
  const read = readProgramme(readSmallFile(programme));
  if (!read.ok) throw new UsageError(`${programme}: ${WORDS[language].failures['bad-programme']}`);
  return read.value;
}

function failureText({ code, file }: RunFailure, language: Language): string {
  return `${file === undefined ? '' : `${file}: `}${WORDS[language].failures[code]}`;
}

function identitiesOf(path: string, language: Language): string[] {
  const identities = identitiesIn(Buffer.from(readSmallFile(path)).toString('utf8'));
  if (identities.length === 0) throw new UsageError(`${path}: ${WORDS[language].failures['bad-identity']}`);
  return identities;
}

/** The report with the sentences that people read. */
function inWords(report: Report, language: Language): object {
  return {
    ...report,
    findings: report.findings.map((one) => ({ ...one, sentence: findingSentence(one, language) })),
    proven: report.proven.map((one) => ({ ...one, sentence: statementSentence(one, language) })),
    notProven: report.notProven.map((one) => ({ ...one, sentence: statementSentence(one, language) })),
  };
}

function progressOn({ isTerminal, say }: Surroundings): (done: number, total: number, file: string) => boolean {
  let told = -1;
  return (done, total, file) => {
    const percent = total === 0 ? 100 : Math.floor((done * 100) / total);
    if (isTerminal && percent !== told) say(`\r\u001B[K${file}: ${percent} %`);
    told = percent;
    return true;
  };
}

function collector(text: string): NoteKey {
  const read = readCollector(text);
  if (!read.ok) throw new InvalidArgumentError('Written as NAME=KEY, with 64 hexadecimal digits.');
  return read.value;
}

function collect(text: string, former: readonly string[]): string[] {
  return [...former, text];
}
