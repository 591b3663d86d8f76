import { Command } from 'commander';
import { openProgramme } from '../keys/programme-folder.ts';
import { KEY_OPTION, PASSPHRASE_OPTION, say, title, token } from './options.ts';
import { askPassphrase } from './passphrase.ts';
import { signResolution, writeResolution } from './resolve.ts';

type Resolve = {
  keys: string;
  cycle: string;
  rightful: string;
  by: string;
  note: string;
  output?: string;
  passphraseFile?: string;
};

export function resolveCommand(): Command {
  return new Command('resolve')
    .description('Sign which hand-over of an entitlement that was claimed twice is the rightful one.')
    .argument('<entitlement>', 'as the office’s page names it: 16 characters')
    .option(...KEY_OPTION)
    .requiredOption('--cycle <id>', 'cycle of the entitlement', token)
    .requiredOption('--rightful <log#seq>', 'the hand-over that stands, e.g. tallypoint/relief/kassala/desk-1/1#42')
    .requiredOption('--by <name>', 'who decided', title)
    .option('--note <text>', 'why; at most 500 characters', '')
    .option('-o, --output <file>', 'the file to write (default: <entitlement>.resolution)')
    .option(...PASSPHRASE_OPTION)
    .action(async (entitlement: string, options: Resolve) => {
      const folder = openProgramme(options.keys);
      const output = options.output ?? `${entitlement}.resolution`;
      const signed = signResolution(
        {
          programme: folder.programme.programme,
          cycle: options.cycle,
          entitlement,
          rightful: options.rightful,
          decidedBy: options.by,
          note: options.note,
          decidedAtMs: Date.now(),
        },
        await folder.issuingSigner(() => askPassphrase(options.passphraseFile)),
      );
      writeResolution(output, signed);
      say(`Signed: give ${output} to the collector, which passes it to the stations concerned.`);
      process.stdout.write(`${output}\n`);
    });
}
