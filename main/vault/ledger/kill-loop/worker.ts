import { writeSync } from 'node:fs';
import { context, ledgerOptions, mustOpen } from '../testing.ts';
import { projectors } from './moved.ts';

/**
 * Appends without end and acknowledges each entry on standard output as `seq leaf`, until somebody kills it.
 */
const [, , folder = ''] = process.argv;
const ledger = mustOpen(ledgerOptions(folder, { projectors }));
// Small, so that kills also hit checkpoints.
ledger.database().exec('PRAGMA wal_autocheckpoint = 20');
writeSync(1, 'ready\n');
for (;;) {
  const appended = ledger.append(
    { t: 'print', body: { of: 1, state: 'sent' }, aux: { name: 'x'.repeat(300) } },
    context,
  );
  if (!appended.ok) throw new Error(appended.error.code);
  writeSync(1, `${appended.value.entry.seq} ${Buffer.from(appended.value.leaf).toString('hex')}\n`);
}
