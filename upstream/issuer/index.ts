import { Command } from 'commander';
import { buildCommands } from './commands/build-commands.ts';
import { keyCommands } from './commands/key-commands.ts';
import { paperCommands } from './commands/paper-commands.ts';
import { resolveCommand } from './commands/resolve-command.ts';
import { trustCommands } from './commands/trust-commands.ts';
import { voucherCommands } from './commands/voucher-commands.ts';
import { IssuerError } from './issuer-error.ts';

/** The issuer's command line: `npm run issuer -- <command>`. Results on stdout, progress and complaints on stderr. */
const program = new Command('issuer')
  .description('Makes programme keys, enrols stations and issues signed, encrypted cycle packages.')
  .showHelpAfterError()
  .helpCommand(true);
const commands = [keyCommands(), buildCommands(), paperCommands(), voucherCommands(), trustCommands()];
for (const command of [...commands.flat(), resolveCommand()]) program.addCommand(command);

try {
  await program.parseAsync();
} catch (thrown) {
  if (!(thrown instanceof IssuerError)) throw thrown;
  process.stderr.write(`${thrown.message}\n`);
  process.exitCode = 1;
}
