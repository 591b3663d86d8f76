import { readFileSync, statSync } from 'node:fs';
import { argv, stderr, stdin, stdout } from 'node:process';
import { LIMITS } from '../../main/credentials/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { runCommand } from './command.ts';

function readFile(path: string, maximumBytes: number): Result<string, string> {
  try {
    if (statSync(path).size > maximumBytes) return err(`${path} is too large.`);
    return ok(readFileSync(path, 'utf8'));
  } catch (thrown) {
    return err(`${path} cannot be read: ${thrown instanceof Error ? thrown.message : ''}`);
  }
}

/** All of it, but never more than what is too long anyway. */
async function readInput(): Promise<string> {
  let text = '';
  for await (const part of stdin.setEncoding('utf8')) {
    text += String(part);
    if (text.length > LIMITS.textCharacters * 2) break;
  }
  return text;
}

// `npm run --silent verdict -- --trust FILE [--at TIME] < QR-TEXT`: the verdict on stdout, complaints on stderr.
process.exitCode = await runCommand(argv.slice(2), {
  nowMs: () => Date.now(),
  readFile,
  readInput,
  out: (text) => void stdout.write(text),
  say: (text) => void stderr.write(text),
});
