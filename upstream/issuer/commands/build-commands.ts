import { Command } from 'commander';
import { openProgramme } from '../keys/programme-folder.ts';
import { buildPackage, defaultValidUntilMs } from './build-package.ts';
import { inspectPackage } from './inspect.ts';
import { convertOpenG2p } from './openg2p.ts';
import { KdfParameters } from '../../../shared/domain/policy.ts';
import { standardKdf } from '../../../main/vault/crypto/argon2.ts';
import { collect, currency, KEY_OPTION, moment, PASSPHRASE_OPTION, say, title, token, wholeNumber } from './options.ts';
import { askPassphrase } from './passphrase.ts';

export function buildCommands(): Command[] {
  return [build(), openg2p(), inspect()];
}

const EXCLUDE_OPTION = [
  '-x, --exclude <id>',
  'leave out a household or entitlement, wrong or not (repeatable, or with commas)',
  collect,
  [] as string[],
] as const;

type Build = {
  keys: string;
  site: string;
  cycle: string;
  cycleName: string;
  output?: string;
  delta?: true;
  exclude: string[];
  from?: number;
  until?: number;
  passphraseFile?: string;
  credentials?: string;
  kdfMemory?: number;
  kdfIterations?: number;
};

const { memoryKiB, iterations } = KdfParameters.shape;

function build(): Command {
  return new Command('build')
    .description('Check a folder of CSV or NDJSON files and issue a cycle package for all stations of a site.')
    .argument('<folder>', 'see upstream/issuer/README.md for its files and columns')
    .option(...KEY_OPTION)
    .requiredOption('--site <id>', 'site whose stations can open it', token)
    .requiredOption('--cycle <id>', 'short id of the cycle, e.g. 2026-11', token)
    .requiredOption('--cycle-name <name>', 'its name as stations show it', title)
    .option('-o, --output <file>', 'the .cycle file to write (default: <site>-<cycle>-<number>.cycle)')
    .option('--delta', 'only what changed since the last package of the site')
    .option(...EXCLUDE_OPTION)
    .option('--from <date>', 'start of validity (default: now)', moment)
    .option('--until <date>', 'end of validity (default: in 60 days)', moment)
    .option('--credentials <file>', 'trust list (JSON): whose vouchers and credentials stations believe')
    .option(...PASSPHRASE_OPTION)
    .option(
      '--kdf-memory <KiB>',
      "memory that one try of an operator's secret costs (Argon2id; default: 65536)",
      wholeNumber(memoryKiB.minValue ?? 0, memoryKiB.maxValue ?? 0),
    )
    .option(
      '--kdf-iterations <number>',
      'passes over that memory (default: 3)',
      wholeNumber(iterations.minValue ?? 0, iterations.maxValue ?? 0),
    )
    .action(async (input: string, options: Build) => {
      const programme = openProgramme(options.keys);
      const nowMs = Date.now();
      const number = (programme.packages().find(({ site }) => site === options.site)?.number ?? 0) + 1;
      const output = options.output ?? `${options.site}-${options.cycle}-${number}.cycle`;
      const built = await buildPackage({
        programme,
        input,
        output,
        site: options.site,
        cycle: options.cycle,
        cycleName: options.cycleName,
        delta: options.delta === true,
        exclude: new Set(options.exclude),
        ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
        validFromMs: options.from ?? nowMs,
        validUntilMs: options.until ?? defaultValidUntilMs(nowMs),
        nowMs,
        askPassphrase: () => askPassphrase(options.passphraseFile),
        kdf: (random) => costOf(options, standardKdf(random)),
        progress: showProgress(),
      });
      say(
        `Issued ${built.manifest.kind} package ${built.manifest.number} (${built.bytes} bytes): carry ${output} and ${output}.sig together to the stations, ${output}.due to the collector.`,
      );
      if (built.secretsFile !== undefined)
        say(`Secrets were made up for ${built.made.length} operators: hand out ${built.secretsFile}, then destroy it.`);
      process.stdout.write(
        `${JSON.stringify({ package: output, number: built.manifest.number, manifest: built.manifestHash, totals: built.manifest.totals })}\n`,
      );
    });
}

function costOf({ kdfMemory, kdfIterations }: Build, standard: KdfParameters): KdfParameters {
  return {
    ...standard,
    memoryKiB: kdfMemory ?? standard.memoryKiB,
    iterations: kdfIterations ?? standard.iterations,
  };
}

function openg2p(): Command {
  return new Command('openg2p')
    .description("Turn a CSV export of OpenG2P's g2p.entitlement into households and entitlements that `build` reads.")
    .argument('<export>', 'the CSV file')
    .requiredOption('-o, --output <folder>', 'folder to write into; add stock, operators and policy there')
    .option('--currency <code>', 'currency of all rows, if the export has no currency column', currency)
    .option('-x, --exclude <code>', 'leave out an entitlement by its code (repeatable)', collect, [])
    .action(async (input: string, options: { output: string; currency?: string; exclude: string[] }) => {
      const { output, currency: code, exclude } = options;
      const done = await convertOpenG2p({ input, output, currency: code, exclude: new Set(exclude) });
      for (const [state, count] of Object.entries(done.skipped))
        say(`${count} entitlements in state ${state} are not due and were left out`);
      process.stdout.write(`${JSON.stringify({ households: done.households, entitlements: done.entitlements })}\n`);
    });
}

function inspect(): Command {
  return new Command('inspect')
    .description('Verify a package and show its manifest, using the recovery key of HQ.')
    .argument('<package>', 'the .cycle file; its .sig lies beside it')
    .option(...KEY_OPTION)
    .option('--parts', 'list the parts too')
    .option(...PASSPHRASE_OPTION)
    .action(async (path: string, options: { keys: string; parts?: true; passphraseFile?: string }) => {
      const folder = openProgramme(options.keys);
      const identity = await folder.recoveryIdentity(() => askPassphrase(options.passphraseFile));
      const { parts, ...manifest } = await inspectPackage({ path, programme: folder.programme, identity });
      process.stdout.write(
        `${JSON.stringify(options.parts ? { ...manifest, parts } : { ...manifest, parts: parts.length }, null, 2)}\n`,
      );
    });
}

/** One line that overwrites itself on a terminal; a line a step elsewhere. */
function showProgress(): (step: string, done: number) => void {
  let last = '';
  return (step, done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${step} ${done}   `);
    else if (step !== last) say(`${step} …`);
    last = step;
  };
}
