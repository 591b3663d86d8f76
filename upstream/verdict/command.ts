import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { checkCredential } from '../../main/credentials/credentials.ts';
import type { Result } from '../../shared/result.ts';
import { readTrustFile, TRUST_FILE_MAXIMUM_BYTES } from './trust-file.ts';

/** What the command answers with. */
export const EXIT = { verdict: 0, usage: 2 } as const;

/** Where a run reads from and writes to. */
export type Surroundings = Readonly<{
  nowMs: () => number;
  /** A file's text, or why it cannot be read, as a sentence. */
  readFile: (path: string, maximumBytes: number) => Result<string, string>;
  readInput: () => Promise<string>;
  out: (text: string) => void;
  say: (text: string) => void;
}>;

const HELP = `
The text of one QR code, or a credential, is read from the standard input. FILE may be a file of keys (JWKS, DID document, JWKs,
PEM) or a trust list: see upstream/verdict/README.md.

Exit status: 0 for any verdict, 2 for wrong use or a trust file that cannot be read.`;

/** Runs the command line to its end; answers the exit status. */
export async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const command = new Command('verdict')
    .description('Prints what a station would say to a code, with the claims that are really signed, as JSON.')
    .requiredOption('--trust <file>', 'keys, or a trust list')
    .option('--at <time>', 'the time to judge by instead of now: ISO 8601 or seconds since 1970', timeMs)
    .addHelpText('after', HELP)
    .showHelpAfterError()
    .exitOverride()
    .configureOutput({ writeOut: surroundings.out, writeErr: surroundings.say });
  try {
    const { trust, at } = command.parse(args, { from: 'user' }).opts<{ trust: string; at?: number }>();
    return await answer(trust, at ?? surroundings.nowMs(), surroundings);
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? EXIT.verdict : EXIT.usage;
  }
}

async function answer(path: string, nowMs: number, surroundings: Surroundings): Promise<number> {
  const { readFile, readInput, out, say } = surroundings;
  const file = readFile(path, TRUST_FILE_MAXIMUM_BYTES);
  const trust = file.ok ? readTrustFile(file.value, nowMs) : file;
  if (!trust.ok) {
    say(`${trust.error}\n`);
    return EXIT.usage;
  }
  const text = await readInput();
  const result = await checkCredential(text, { trust: trust.value, clock: { nowMs, seenMs: 0 } });
  out(`${JSON.stringify({ ...result, at: new Date(nowMs).toISOString() }, null, 2)}\n`);
  return EXIT.verdict;
}

function timeMs(text: string): number {
  const ms = /^\d{1,11}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(ms) || ms < 0) throw new InvalidArgumentError('Give a time like 2026-03-01T08:00:00Z.');
  return ms;
}
