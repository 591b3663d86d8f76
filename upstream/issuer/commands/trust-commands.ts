import { Command, Option } from 'commander';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { StatusPolicy } from '../../../shared/domain/trust-list.ts';
import { IssuerError } from '../issuer-error.ts';
import { saveOwnCredentials } from '../keys/credentials-file.ts';
import { openProgramme } from '../keys/programme-folder.ts';
import { voucherSigner } from '../keys/voucher-keys.ts';
import { makeTrust } from './make-trust.ts';
import { collect, KEY_OPTION, PASSPHRASE_OPTION, say, token, wholeNumber } from './options.ts';
import { askPassphrase } from './passphrase.ts';
import { revokeAndSign } from './revoke-vouchers.ts';
import { signTrust, writeTrust } from './sign-trust.ts';

const DAY_MS = 24 * 3_600_000;
const CARRY = 'issue a package (or a delta), or sign the list (command "sign-trust"), to tell the stations';

export function trustCommands(): Command[] {
  return [trust(), revokeVouchers(), sign()];
}

type TrustOptions = {
  keys: string;
  providers?: string;
  statusDays: number;
  whenOlder: StatusPolicy;
  output?: string;
  passphraseFile?: string;
};

function trust(): Command {
  return new Command('trust')
    .description('Draw up whose vouchers and credentials stations believe; `build` puts it into every further package.')
    .argument('[sources]', 'trust file with other issuers (upstream/verdict/README.md); keysFile names files of keys')
    .option(...KEY_OPTION)
    .option('--providers <file>', 'CSV file of service providers, their services and price ceilings')
    .option('--status-days <number>', 'days for which the list of revoked vouchers is fresh', wholeNumber(1, 3660), 60)
    .addOption(
      new Option('--when-older <policy>', 'what stations do with a voucher once it is not')
        .choices(StatusPolicy.options)
        .default('allow-with-flag'),
    )
    .option('-o, --output <file>', 'write a copy, e.g. for the command `verdict`')
    .option(...PASSPHRASE_OPTION)
    .action(async (sources: string | undefined, options: TrustOptions) => {
      const programme = openProgramme(options.keys);
      const { providers, statusDays, whenOlder, output, passphraseFile } = options;
      const list = await makeTrust({
        programme,
        signer: await voucherSigner(programme, () => askPassphrase(passphraseFile)),
        ...(sources === undefined ? {} : { sources }),
        ...(providers === undefined ? {} : { providers }),
        status: { maxAgeMs: statusDays * DAY_MS, whenOlder },
        nowMs: Date.now(),
      });
      const kept = saveOwnCredentials(programme.folder, list);
      if (output !== undefined) writeFileSync(output, `${JSON.stringify(kept, null, 2)}\n`);
      say(`Drawn up: ${CARRY}.`);
      const counts = { issuers: list.issuers.length, providers: list.providers.length };
      process.stdout.write(`${JSON.stringify({ ...counts, statusLists: list.statusLists.length })}\n`);
    });
}

type Revoke = { keys: string; file: string[]; output?: string; passphraseFile?: string };

function revokeVouchers(): Command {
  return new Command('revoke-vouchers')
    .description('Revoke vouchers: signs the list of revoked ones anew and puts it into the trust list.')
    .argument('[codes...]', 'codes, as printed or as in the list, or ids')
    .option(...KEY_OPTION)
    .option('-f, --file <file>', 'read codes or ids from a file, one a line', collect, [])
    .option('-o, --output <file>', 'write the signed status list by itself (application/statuslist+jwt)')
    .option(...PASSPHRASE_OPTION)
    .action(async (codes: string[], options: Revoke) => {
      const all = [...codes, ...options.file.flatMap(linesOf)];
      if (all.length === 0) throw new IssuerError('No code given');
      const programme = openProgramme(options.keys);
      const signer = await voucherSigner(programme, () => askPassphrase(options.passphraseFile));
      const { added, list } = revokeAndSign(programme, all, signer, Date.now());
      if (options.output !== undefined) writeFileSync(options.output, list.signed);
      say(`${added} vouchers more are revoked; ${CARRY}.`);
      process.stdout.write(`${JSON.stringify({ revoked: added, statusList: list.uri })}\n`);
    });
}

type Sign = { keys: string; cycle: string[]; output?: string; passphraseFile?: string };

function sign(): Command {
  return new Command('sign-trust')
    .description('Sign the trust list for stations that have their package already.')
    .option(...KEY_OPTION)
    .requiredOption('--cycle <id>', 'cycle whose stations are to take it; repeatable', collectTokens, [])
    .option('-o, --output <file>', 'the file to write (default: trust-<number>.trust)')
    .option(...PASSPHRASE_OPTION)
    .action(async (options: Sign) => {
      const programme = openProgramme(options.keys);
      const signer = await programme.issuingSigner(() => askPassphrase(options.passphraseFile));
      const { bytes, number } = signTrust(programme, options.cycle, signer, Date.now());
      const output = options.output ?? `trust-${number}.trust`;
      writeTrust(output, bytes);
      say(`Signed: give ${output} to the collector ("inbox add-trust"), or carry it to stations on a stick.`);
      process.stdout.write(`${output}\n`);
    });
}

function collectTokens(text: string, former: readonly string[]): string[] {
  return [...former, token(text)];
}

function linesOf(path: string): string[] {
  if (!existsSync(path)) throw new IssuerError(`${path} is missing`);
  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}
