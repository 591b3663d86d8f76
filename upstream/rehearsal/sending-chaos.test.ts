import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fromBase64Url, toHex } from '../../shared/wire/bytes.ts';
import { leafHash } from '../../shared/wire/leaf.ts';
import { takeDesk } from './acts.fixture.ts';
import { keptPlace } from './kept-place.fixture.ts';
import { startRealCollector } from './real-collector.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { addEntries, breaking, rounds } from './sending.fixture.ts';
import { must, NOW_MS, openedDay } from './station.fixture.ts';
import { beginOver, seeded } from './thin-link.fixture.ts';

const ENTRIES = 3000;
const BACKUP_AT = 700;
const RESTORE_AT = 1500;

test(
  'six of ten attempts die and the collector is set back to an old backup: nothing is missing, nothing is twice',
  {
    timeout: 600_000,
  },
  async () => {
    const place = await keptPlace();
    const collector = await startRealCollector(place, () => NOW_MS + 1000);
    const rehearsal = await openedDay(plainRoll(3, { upstream: collector.upstream }));
    const { client } = rehearsal.station;
    collector.trust(rehearsal.signer);
    await takeDesk(client, 'OMAR');
    await addEntries({ client }, ENTRIES);
    const random = seeded(20_261_124);
    const attempts = { all: 0, lost: 0 };
    const broken = breaking(() => {
      attempts.all += 1;
      const dice = random();
      if (dice < 0.6) attempts.lost += 1;
      return dice < 0.2 ? 'before' : dice < 0.4 ? 'within' : dice < 0.6 ? 'after' : 'neither';
    }, beginOver(collector));
    const round = rounds(client, join(rehearsal.folder, 'inbox'), broken);
    let backup: number | undefined;
    let lost: number | undefined;
    for (let done = false; !done;) {
      if (attempts.all > 5000) throw new Error('It never ends');
      done = (await round()).kind === 'done';
      const size = lost === undefined ? await collector.size() : 0;
      const heard = must(await client.host.view()).outbox.sent;
      if (backup === undefined && size >= BACKUP_AT) {
        backup = size;
        await collector.whileStopped(() => place.copy('backup'));
      }
      // A station that has not heard of more than is in the backup misses nothing after it.
      if (lost === undefined && size >= RESTORE_AT && heard > (backup ?? size)) {
        lost = size;
        await collector.whileStopped(() => place.setBack('backup'));
        expect(await collector.size()).toBe(backup);
        done = false;
      }
    }
    const { total, sent, acknowledged, alarms } = must(await client.host.view()).outbox;
    expect([sent, acknowledged]).toEqual([total, total]);
    const leaves = await collector.leaves();
    expect(leaves).toHaveLength(total);
    expect(new Set(leaves).size).toBe(total);
    expect(total).toBeGreaterThanOrEqual(ENTRIES);
    // What the station had last heard may be less than what the collector then held: an answer in between was lost.
    expect(alarms).toMatchObject([{ kind: 'lost-data', has: backup }]);
    expect(alarms[0]?.had).toBeLessThanOrEqual(lost ?? 0);
    expect(attempts.lost / attempts.all).toBeGreaterThan(0.5);
    expect(collector.faults).toEqual([]);

    const path = join(rehearsal.folder, 'all.ndjson');
    must(await client.host.exportLedger({ path }));
    const own = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => toHex(leafHash(fromBase64Url((JSON.parse(line) as { b: string }).b))));
    expect(own).toEqual(leaves);
    await collector.close();
    rehearsal.close();
  },
);
