import { argv, stderr, stdout } from 'node:process';
import { runCommand } from './cli/command.ts';

// `npm run verifier -- FILE…`: the report on stdout, progress and complaints on stderr.
process.exitCode = await runCommand(argv.slice(2), {
  nowMs: () => Date.now(),
  out: (text) => void stdout.write(text),
  say: (text) => void stderr.write(text),
  isTerminal: stderr.isTTY,
});
