import { Command } from 'commander';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { IssuerError } from '../issuer-error.ts';
import { enrolStation } from '../keys/enrol.ts';
import { createProgramme, openProgramme } from '../keys/programme-folder.ts';
import {
  DEFAULT_FOLDER,
  KEY_OPTION,
  moment,
  PASSPHRASE_OPTION,
  collect,
  say,
  title,
  token,
  wholeNumber,
} from './options.ts';
import { askNewPassphrase, askPassphrase } from './passphrase.ts';
import { revokeCards } from './revoke.ts';

const YEAR_MS = 365 * 24 * 3_600_000;
const MAX_REQUEST_BYTES = 64 * 1024;

export function keyCommands(): Command[] {
  return [keys(), enrol(), revoke()];
}

type Keys = {
  keys: string;
  programme: string;
  name: string;
  recoveryKeys: number;
  plain?: true;
  passphraseFile?: string;
};

function keys(): Command {
  return new Command('keys')
    .description('Make a programme: issuing key, card key and recovery keys of HQ, locked with a passphrase.')
    .option('-k, --keys <folder>', 'folder to make', DEFAULT_FOLDER)
    .requiredOption('-p, --programme <id>', 'short id of the programme, e.g. relief-2026', token)
    .requiredOption('-n, --name <name>', 'its name as stations show it', title)
    .option('--recovery-keys <number>', 'number of recovery keys', wholeNumber(1, 4), 2)
    .option('--plain', 'leave the secret keys unlocked: for demonstrations only')
    .option(PASSPHRASE_OPTION[0], 'take the new passphrase from the first line of a file')
    .action(async (options: Keys) => {
      if (options.plain)
        say('WARNING: the secret keys lie open in the folder. Never use such a programme for real people.');
      const passphrase = options.plain ? undefined : await askNewPassphrase(options.passphraseFile);
      const { keys: folder, programme, name: programmeName, recoveryKeys } = options;
      const made = await createProgramme({
        folder,
        programme,
        programmeName,
        passphrase,
        recoveryKeys,
        nowMs: Date.now(),
      });
      say(
        `Made programme ${made.programme} in ${folder}. Keep a copy of the folder, and the recovery keys apart from it.`,
      );
      process.stdout.write(`issuing key ${made.issuingKey.kid}\n`);
    });
}

type Enrol = {
  keys: string;
  site: string;
  siteName: string;
  desk: string;
  deskName: string;
  until?: number;
  output?: string;
  passphraseFile?: string;
};

function enrol(): Command {
  return new Command('enrol')
    .description('Certify a station for a desk. Compare the fingerprint with the one on its screen first.')
    .argument('<request>', 'the .enrol file that the station saved')
    .option(...KEY_OPTION)
    .requiredOption('--site <id>', 'short id of the site', token)
    .requiredOption('--site-name <name>', 'name of the site', title)
    .requiredOption('--desk <id>', 'short id of the desk', token)
    .requiredOption('--desk-name <name>', 'name of the desk', title)
    .option('--until <date>', 'end of validity (default: in one year)', moment)
    .option('-o, --output <file>', 'the .station file to write (default: <site>-<desk>.station)')
    .option(...PASSPHRASE_OPTION)
    .action(async (request: string, options: Enrol) => {
      if (!existsSync(request) || statSync(request).size > MAX_REQUEST_BYTES)
        throw new IssuerError(`${request} is no enrolment request`);
      const folder = openProgramme(options.keys);
      const nowMs = Date.now();
      const enrolled = enrolStation({
        request: new Uint8Array(readFileSync(request)),
        site: options.site,
        siteName: options.siteName,
        desk: options.desk,
        deskName: options.deskName,
        validFromMs: nowMs,
        validUntilMs: options.until ?? nowMs + YEAR_MS,
        nowMs,
        programme: folder.programme,
        stations: folder.stations(),
        signer: await folder.issuingSigner(() => askPassphrase(options.passphraseFile)),
      });
      const output = options.output ?? `${options.site}-${options.desk}.station`;
      writeFileSync(output, enrolled.file, { mode: 0o600 });
      folder.saveStations(enrolled.stations);
      say(
        `Enrolled ${options.site}/${options.desk}, epoch ${enrolled.certificate.epoch}: carry ${output} to the station.`,
      );
      process.stdout.write(`${output}\n`);
    });
}

function revoke(): Command {
  return new Command('revoke')
    .description('Cancel beneficiary cards: their serials go into every further package.')
    .argument('[serials...]', 'card serials, hex')
    .option(...KEY_OPTION)
    .option('-f, --file <file>', 'read serials from a file, one a line', collect, [])
    .action((serials: string[], options: { keys: string; file: string[] }) => {
      const listed = options.file.flatMap((file) =>
        readFileSync(file, 'utf8')
          .split(/\r?\n/)
          .filter((line) => line.trim() !== ''),
      );
      const all = [...serials, ...listed];
      if (all.length === 0) throw new IssuerError('No serial given');
      const added = revokeCards(openProgramme(options.keys), all, Date.now());
      say(`${added} cards more are cancelled; issue a package (or a delta) to tell the stations.`);
    });
}
