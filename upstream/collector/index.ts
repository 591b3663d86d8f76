import { Command } from 'commander';
import { CollectorError } from './collector-error.ts';
import { claimsCommand } from './commands/claims.ts';
import { inboxCommand } from './commands/inbox.ts';
import { initCommand, upstreamCommand } from './commands/init.ts';
import { dueCommand, rebuildCommand } from './commands/reports.ts';
import { serveCommand } from './commands/serve.ts';
import { takeCommand } from './commands/take.ts';

/** The collector's command line: `npm run collector -- <command>`. Results on stdout, progress and complaints on stderr. */
const program = new Command('collector')
  .description('Takes in the ledgers of all stations, acknowledges them, and puts packages before them.')
  .showHelpAfterError()
  .helpCommand(true);
for (const command of [
  serveCommand(),
  initCommand(),
  upstreamCommand(),
  takeCommand(),
  inboxCommand(),
  claimsCommand(),
  dueCommand(),
  rebuildCommand(),
])
  program.addCommand(command);

try {
  await program.parseAsync();
} catch (thrown) {
  if (!(thrown instanceof CollectorError)) throw thrown;
  process.stderr.write(`${thrown.message}\n`);
  process.exitCode = 1;
}
