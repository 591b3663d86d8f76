import { Command, InvalidArgumentError, Option } from 'commander';
import { fontsFrom } from '../../../main/vault/reports/paper/fonts.ts';
import type { CardLanguage } from '../cards/card-words.ts';
import { CURRENCIES } from '../generate/currencies.ts';
import type { PortraitScope } from '../generate/household.ts';
import { generateProgramme } from '../generate/programme.ts';
import { writeProgrammeFolder } from '../generate/write-folder.ts';
import type { OperatorInput } from '../issue/operators.ts';
import { openProgramme } from '../keys/programme-folder.ts';
import { bundledFonts } from './bundled-fonts.ts';
import { collect, KEY_OPTION, moment, PASSPHRASE_OPTION, say, title, token, wholeNumber } from './options.ts';
import { askPassphrase } from './passphrase.ts';
import { printCards } from './print-cards.ts';

const YEAR_MS = 365 * 24 * 3_600_000;
const DEMO_OPERATORS: readonly OperatorInput[] = [
  { id: 'AMINA', name: 'Amina Yusuf', role: 'clerk', secretKind: 'passphrase' },
  { id: 'SAMUEL', name: 'Samuel Tesfaye', role: 'clerk', secretKind: 'passphrase' },
  { id: 'HELENE', name: 'Hélène Ouédraogo', role: 'supervisor', secretKind: 'passphrase' },
  { id: 'OMAR', name: 'Omar Idris', role: 'supervisor', secretKind: 'passphrase' },
];

export function paperCommands(): Command[] {
  return [generate(), cards()];
}

type Generate = {
  seed: string;
  households: number;
  currencies: string[];
  portraits: PortraitScope;
  desks: string[];
  at?: number;
};

function generate(): Command {
  return new Command('generate')
    .description('Invent a programme of plausible people for demonstrations and tests: a folder that `build` reads.')
    .argument('<folder>', 'folder to write')
    .option('--seed <text>', 'the same seed gives the same people', 'demo')
    .option('-n, --households <number>', 'how many', wholeNumber(1, 1_000_000), 2000)
    .addOption(
      new Option('--currencies <codes>', `ISO 4217, with commas: ${CURRENCIES.join(' ')}`)
        .default(['SDG'])
        .argParser(knownCurrencies),
    )
    .addOption(
      new Option('--portraits <scope>', 'whose portraits to draw')
        .choices(['none', 'heads', 'collectors', 'all'])
        .default('heads'),
    )
    .option('--desks <ids>', 'desks to divide the households among, with commas', collect, [])
    .option('--at <date>', 'when the programme is drawn up (default: now)', moment)
    .action(async (folder: string, options: Generate) => {
      const { seed, households, currencies, portraits, desks } = options;
      const programme = generateProgramme({
        seed,
        households,
        currencies,
        portraits,
        desks,
        nowMs: options.at ?? Date.now(),
      });
      const written = await writeProgrammeFolder({
        programme,
        folder,
        operators: DEMO_OPERATORS,
        progress: (done) => say(`households ${done}`),
      });
      process.stdout.write(`${JSON.stringify(written)}\n`);
    });
}

/** `--currencies SDG,JOD`. */
function knownCurrencies(text: string): string[] {
  const codes = text.split(',');
  if (!codes.every((code) => CURRENCIES.includes(code)))
    throw new InvalidArgumentError(`Any of ${CURRENCIES.join(', ')}.`);
  return codes;
}

type Cards = {
  keys: string;
  site: string;
  output: string;
  language: CardLanguage;
  cycleName?: string;
  until?: number;
  only: string[];
  renew: string[];
  fonts?: string;
  passphraseFile?: string;
};

function cards(): Command {
  return new Command('cards')
    .description('Print signed beneficiary cards as a PDF, ten to an A4 page.')
    .argument('<folder>', 'the folder that `build` reads')
    .option(...KEY_OPTION)
    .requiredOption('--site <id>', 'site that the cards are for', token)
    .requiredOption('-o, --output <file>', 'PDF file to write')
    .addOption(
      new Option('--language <code>', 'language of the printed words').choices(['en', 'fr', 'ar']).default('en'),
    )
    .option('--cycle-name <name>', 'printed beside the site', title)
    .option('--until <date>', 'end of validity (default: in two years)', moment)
    .option('--only <id>', 'print these households only (repeatable, or with commas)', collect, [])
    .option(
      '--renew <id>',
      'cancel the card of a household and print a new one (repeatable, or with commas)',
      collect,
      [],
    )
    .option('--fonts <folder>', 'folder of the Noto fonts (default: resources/fonts of this program)')
    .option(...PASSPHRASE_OPTION)
    .action(async (input: string, options: Cards) => {
      const { site, output, language, cycleName, passphraseFile } = options;
      const nowMs = Date.now();
      const count = await printCards({
        programme: openProgramme(options.keys),
        input,
        output,
        site,
        language,
        ...(cycleName === undefined ? {} : { cycleName }),
        validUntilMs: options.until ?? nowMs + 2 * YEAR_MS,
        nowMs,
        only: new Set([...options.only, ...(options.only.length > 0 ? options.renew : [])]),
        renew: new Set(options.renew),
        fonts: fontsFrom(options.fonts ?? bundledFonts()),
        askPassphrase: () => askPassphrase(passphraseFile),
        progress: (done) => say(`cards ${done}`),
      });
      if (options.renew.length > 0) say('Cancelled cards are refused once a further package (or delta) is installed.');
      process.stdout.write(`${JSON.stringify({ cards: count, file: output })}\n`);
    });
}
