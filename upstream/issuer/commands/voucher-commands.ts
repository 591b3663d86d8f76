import { Command, Option } from 'commander';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fontsFrom } from '../../../main/vault/reports/paper/fonts.ts';
import type { Language } from '../../../shared/ipc/views.ts';
import { ownCredentials, readCredentials } from '../keys/credentials-file.ts';
import { openProgramme } from '../keys/programme-folder.ts';
import { makeVoucherKeys, openG2pJwks } from '../keys/voucher-keys.ts';
import { IssuerError } from '../issuer-error.ts';
import { bundledFonts } from './bundled-fonts.ts';
import { issueVouchers, type VoucherRun } from './issue-vouchers.ts';
import { collect, currency, KEY_OPTION, PASSPHRASE_OPTION, say, title, token } from './options.ts';
import { askPassphrase } from './passphrase.ts';
import { reissueVouchers } from './reissue.ts';

export function voucherCommands(): Command[] {
  return [keys(), vouchers(), reissue()];
}

type Keys = { keys: string; openg2p?: string; currency?: string; jwks?: string; passphraseFile?: string };

function keys(): Command {
  return new Command('voucher-keys')
    .description('Make the key that signs vouchers; with --openg2p also one for test vouchers as OpenG2P prints them.')
    .option(...KEY_OPTION)
    .option('--openg2p <iss>', 'make an RSA key too, for vouchers in this issuer’s name (https://…/api/v1/payments)')
    .option('--currency <code>', 'currency of those vouchers, which name none', currency)
    .option('--jwks <file>', 'write its public key as OpenG2P’s server publishes it (jwks.json)')
    .option(...PASSPHRASE_OPTION)
    .action(async (options: Keys) => {
      const { openg2p: issuer, currency: code, jwks } = options;
      if (issuer !== undefined && code === undefined) throw new IssuerError('--openg2p needs --currency');
      const made = await makeVoucherKeys(
        openProgramme(options.keys),
        issuer === undefined || code === undefined ? undefined : { issuer, currency: code },
        Date.now(),
        () => askPassphrase(options.passphraseFile),
      );
      if (jwks !== undefined && made.openG2p !== undefined)
        writeFileSync(jwks, `${JSON.stringify(openG2pJwks(made.openG2p), null, 2)}\n`);
      process.stdout.write(`voucher key ${made.key.kid}\n`);
    });
}

type Run = {
  keys: string;
  output: string;
  list?: string;
  cycle: string;
  cycleName?: string;
  exclude: string[];
  language: Language;
  fonts?: string;
  passphraseFile?: string;
};

function withRunOptions(command: Command): Command {
  return command
    .option(...KEY_OPTION)
    .requiredOption('--cycle <id>', 'cycle that they belong to, e.g. 2026-11', token)
    .requiredOption('-o, --output <file>', 'PDF file to write')
    .option('--list <file>', 'NDJSON file for the codes (default: the PDF file’s name with .codes.ndjson)')
    .option('--cycle-name <name>', 'printed on every voucher', title)
    .addOption(
      new Option('--language <code>', 'language of the printed words').choices(['en', 'fr', 'ar']).default('en'),
    )
    .option('--fonts <folder>', 'folder of the Noto fonts (default: resources/fonts of this program)')
    .option(...PASSPHRASE_OPTION);
}

function runOf(input: string, options: Run): VoucherRun {
  const { keys: folder, output, list, cycle, cycleName, exclude, language, fonts, passphraseFile } = options;
  return {
    programme: openProgramme(folder),
    input,
    output,
    list: list ?? `${output.replace(/\.pdf$/i, '')}.codes.ndjson`,
    cycle,
    ...(cycleName === undefined ? {} : { cycleName }),
    exclude: new Set(exclude),
    language,
    fonts: fontsFrom(fonts ?? bundledFonts()),
    nowMs: Date.now(),
    askPassphrase: () => askPassphrase(passphraseFile),
    progress: (done) => say(`vouchers ${done}`),
  };
}

function vouchers(): Command {
  const command = new Command('vouchers')
    .description(
      'Make signed vouchers from a CSV or NDJSON file: a list of their codes, and a PDF, eight to an A4 page.',
    )
    .argument('<file>', 'see upstream/issuer/README.md for its columns')
    .option('--stock <folder>', 'folder whose stock.csv names the items')
    .option('--openg2p', 'also make each voucher as OpenG2P prints them (a JWT in the list), with the test key')
    .option('-x, --exclude <beneficiary>', 'leave out rows of a beneficiary (repeatable, or with commas)', collect, []);
  return withRunOptions(command).action(async (input: string, options: Run & { stock?: string; openg2p?: true }) => {
    const run = runOf(input, options);
    const printed = await issueVouchers({
      ...run,
      ...(options.stock === undefined ? {} : { stock: options.stock }),
      openG2p: options.openg2p === true,
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
    });
    say(`Whoever reads ${run.list} can make the vouchers: keep it as you keep the paper.`);
    process.stdout.write(`${JSON.stringify({ ...printed, file: run.output, list: run.list })}\n`);
  });
}

function reissue(): Command {
  const command = new Command('reissue')
    .description('Check vouchers of OpenG2P (one JWT a line) as a station does, and make one of ours beside each.')
    .argument('<file>', 'the JWTs')
    .option('--trust <file>', 'whom to believe (default: the programme’s own trust list)')
    .option('--roll <folder>', 'folder that `build` reads: its entitlements say which household a code belongs to')
    .option('--names', 'carry the beneficiaries’ names over')
    .option('-x, --exclude <code>', 'leave out a voucher by its code (repeatable, or with commas)', collect, []);
  return withRunOptions(command).action(
    async (input: string, options: Run & { trust?: string; roll?: string; names?: true }) => {
      const run = runOf(input, options);
      const { trust: path, roll } = options;
      const { folder } = run.programme;
      const trust = path === undefined ? ownCredentials(folder, run.nowMs) : readCredentials(path, run.nowMs);
      if (trust === undefined) throw new IssuerError(`${folder} has no trust list: draw it up first, or give --trust`);
      const printed = await reissueVouchers({
        ...run,
        trust,
        ...(roll === undefined ? {} : { roll }),
        names: options.names === true,
      });
      process.stdout.write(`${JSON.stringify({ ...printed, file: run.output, list: run.list })}\n`);
    },
  );
}
