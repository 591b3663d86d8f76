import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openEmbedded } from './embedded.ts';

it('writes through to the disk, and has it again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-embedded-'));
  try {
    const first = await openEmbedded(join(folder, 'database'));
    expect(
      await first.query("SELECT current_setting('fsync') AS fsync, current_setting('wal_sync_method') AS way"),
    ).toEqual([{ fsync: 'on', way: 'fsync' }]);
    await first.script('CREATE TABLE kept (n bigint)');
    await first.transaction((tx) => tx.query('INSERT INTO kept VALUES ($1)', [7]));
    await first.close();
    const again = await openEmbedded(join(folder, 'database'));
    expect(await again.query('SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await again.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 240_000);
