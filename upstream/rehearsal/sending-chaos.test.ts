import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leafHash } from '../../shared/wire/leaf.ts';
import { fromBase64Url, toHex } from '../../shared/wire/bytes.ts';
import { addEntries, LOG, sendingDay } from './sending.fixture.ts';
import { must } from './station.fixture.ts';
import { seeded } from './thin-link.fixture.ts';

const ENTRIES = 3000;
const BACKUP_AT = 700;
const RESTORE_AT = 1500;

test(
  'six of ten attempts die and the collector is set back to an old backup: nothing is missing, nothing is twice',
  {
    timeout: 400_000,
  },
  async () => {
    const sending = await sendingDay();
    const { collector, client } = sending;
    await addEntries(sending, ENTRIES);
    const random = seeded(20_261_124);
    const attempts = { all: 0, before: 0, after: 0 };
    collector.world.sabotage = {
      onRequest() {
        attempts.all += 1;
        const dice = random();
        if (dice < 0.3) attempts.before += 1;
        else if (dice < 0.6) attempts.after += 1;
        return dice < 0.3 ? 'cut-before' : dice < 0.6 ? 'cut-after' : undefined;
      },
    };
    const size = (): number => collector.logs.get(LOG)?.rows.length ?? 0;
    let backup: { size: number; note: string | null } | undefined;
    let restored = 0;
    let rounds = 0;
    for (let done = false; !done; rounds += 1) {
      if (rounds > 5000) throw new Error('It never ends');
      done = (await sending.round()).kind === 'done';
      if (backup === undefined && size() >= BACKUP_AT) backup = { size: size(), note: collector.log(LOG).note };
      if (restored === 0 && backup !== undefined && size() >= RESTORE_AT) {
        restored = size();
        collector.restore(LOG, backup.size, backup.note);
        done = false;
      }
    }
    const { total, sent, acknowledged, alarms } = must(await client.host.view()).outbox;
    expect([sent, acknowledged]).toEqual([total, total]);
    const rows = collector.log(LOG).rows.map(({ leaf }) => toHex(leaf));
    expect(rows).toHaveLength(total);
    expect(new Set(rows).size).toBe(total);
    expect(total).toBeGreaterThanOrEqual(ENTRIES);
    expect(restored).toBeGreaterThanOrEqual(RESTORE_AT);
    // What the station last heard may be less than what the collector then held: the answer in between was lost.
    expect(alarms).toMatchObject([{ kind: 'lost-data', has: backup?.size }]);
    expect(alarms[0]?.had).toBeLessThanOrEqual(restored);
    expect((attempts.before + attempts.after) / attempts.all).toBeGreaterThan(0.5);

    const path = join(sending.folder, 'all.ndjson');
    must(await client.host.exportLedger({ path }));
    const own = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => toHex(leafHash(fromBase64Url((JSON.parse(line) as { b: string }).b))));
    expect(own).toEqual(rows);
    sending.close();
  },
);
