import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPseudonyms } from '../../../main/vault/entitlements/pseudonym.ts';
import type { Row } from '../../../shared/tables/table.ts';
import { commonNames, createDueWriter } from '../../due/write-due.ts';
import { signResolution } from '../../issuer/commands/resolve.ts';
import { deliverResolution } from '../inbox/deliver.ts';
import { packageFiles } from '../inbox/package-files.ts';
import { readAll } from '../reports/report.ts';
import { readOverview } from '../reports/overview.ts';
import { REPORTS } from '../reports/reports.ts';
import { databases } from '../sql/sql.fixture.ts';
import { createBench, type Bench } from '../testing/bench.fixture.ts';
import { NOW_MS, programme, type TestStation } from '../testing/station.fixture.ts';
import { verifyNext } from '../verification/verify-log.ts';
import { importDue } from './import-due.ts';
import { project, rebuild } from './projection.ts';
import { recordResolution } from './resolutions.ts';
import { issuer, trust } from './seed.fixture.ts';

const CYCLE = '2026-11';
/** Each site has its own secret, so its ledgers call people and entitlements by names of their own. */
const SECRETS = { kassala: '11'.repeat(32), gedaref: '22'.repeat(32) } as const;
type Site = keyof typeof SECRETS;
const common = commonNames('33'.repeat(32), CYCLE);
const nameAt = (site: Site, id: string): string => createPseudonyms(SECRETS[site]).entitlement(id);

describe.each(databases)('one entitlement on the lists of two sites: %s', (_kind, make) => {
  let bench: Bench;
  let folder: string;
  let stations: Record<Site, TestStation>;
  beforeAll(async () => {
    bench = await createBench(make);
    folder = mkdtempSync(join(tmpdir(), 'tallypoint-elsewhere-'));
    stations = { kassala: await bench.station({ site: 'kassala' }), gedaref: await bench.station({ site: 'gedaref' }) };
  });
  afterAll(async () => {
    await bench.close();
    rmSync(folder, { recursive: true });
  });

  /** The list that the issuer writes beside a site's package. */
  async function importList(site: Site, ids: readonly string[], number = 1): Promise<void> {
    const path = join(folder, `${site}-${number}.due`);
    const due = createDueWriter(folder, SECRETS[site], common);
    for (const id of ids)
      await due.add({ id, household: `H-${id}`, lines: [{ kind: 'item', line: 'oil', item: 'OIL-1L', quantity: 2 }] });
    const head = {
      programme: 'relief',
      site,
      siteName: site,
      cycle: CYCLE,
      cycleName: CYCLE,
      number,
      package: 'ab'.repeat(32),
      desks: [{ desk: 'desk-1', name: 'Desk 1' }],
      validFromMs: 0,
      validUntilMs: 1,
    };
    await due.write(path, head, issuer);
    expect(await importDue(bench.sql, path, trust, 0)).toMatchObject({ ok: true });
  }

  async function send(site: Site): Promise<void> {
    const one = stations[site];
    const { size } = await bench.head(one);
    expect(await bench.put(one, size, one.batch(size))).toMatchObject({ ok: true });
    while ((await verifyNext(bench.sql, await bench.idOf(one), () => NOW_MS)) > 0);
  }

  const decide = (site: Site, id: string, rightful: string): Uint8Array =>
    signResolution(
      {
        programme: 'relief',
        cycle: CYCLE,
        entitlement: nameAt(site, id),
        rightful,
        decidedBy: 'Office',
        note: '',
        decidedAtMs: NOW_MS,
      },
      issuer,
    );

  /** Where the entitlement stands at both sites. */
  async function standing(id: string): Promise<unknown[]> {
    await project(bench.sql);
    const sites: readonly Site[] = ['kassala', 'gedaref'];
    const rows = await Promise.all(
      sites.map((site) =>
        bench.sql.query(
          `SELECT status, conflict, due, remaining, served, twice FROM rec_state JOIN rec_line USING (scope, entitlement)
           WHERE entitlement = $1`,
          [nameAt(site, id)],
        ),
      ),
    );
    return rows.map(([row]) => row);
  }

  const whole = { due: 2, remaining: 0, served: 2, twice: 0 };
  const disputed = { status: 'conflict', conflict: 'open', ...whole };

  it('is found in any order of lists and ledgers, shown with both sides, decided, and released', async () => {
    const { kassala, gedaref } = stations;
    kassala.give(nameAt('kassala', 'E-1'));
    gedaref.fill(3);
    gedaref.give(nameAt('gedaref', 'E-1'));
    gedaref.give(nameAt('gedaref', 'E-2'));
    await send('kassala');
    await importList('gedaref', ['E-1', 'E-2']);
    await send('gedaref');
    expect(await standing('E-1')).toMatchObject([{ status: 'unexplained' }, { status: 'served', conflict: 'none' }]);
    // Its list comes last: now it is known that both mean the same.
    await importList('kassala', ['E-1', 'E-2']);
    expect(await standing('E-1')).toEqual([disputed, disputed]);
    expect(await standing('E-2')).toMatchObject([
      { status: 'not-presented', conflict: 'none' },
      { status: 'served', conflict: 'none' },
    ]);
    const overview = await readOverview(bench.sql, { nowMs: NOW_MS, silentAfterMs: 1 });
    expect(overview.map(({ site, openConflicts }) => [site, openConflicts])).toEqual([
      ['gedaref', 1],
      ['kassala', 1],
    ]);
    for (const { scope, site } of overview) {
      const rows: Row[] = [];
      for await (const page of readAll(bench.sql, REPORTS['conflicts'] as never, { scope, filters: {} }))
        rows.push(...page);
      const entitlement = nameAt(site as Site, 'E-1');
      expect(rows).toMatchObject([
        { entitlement, log: gedaref.origin, seq: 3, quantity: 2 },
        { entitlement, log: kassala.origin, seq: 0, quantity: 2 },
      ]);
    }

    // Each site is told under the name that it knows, and both times which hand-over it is.
    const rightful = `${kassala.origin}#0`;
    const take = (bytes: Uint8Array) => recordResolution(bench.sql, bytes, trust);
    expect(await take(decide('gedaref', 'E-2', rightful))).toMatchObject({ error: 'no-such-claim' });
    expect(await take(decide('kassala', 'E-1', rightful))).toMatchObject({ ok: true });
    expect(await standing('E-1')).toEqual([{ status: 'served', conflict: 'settled', ...whole }, disputed]);
    const other = decide('gedaref', 'E-1', rightful);
    expect(await take(other)).toMatchObject({ ok: true });
    const settled = [
      { status: 'served', conflict: 'settled', ...whole },
      { status: 'served', conflict: 'settled', due: 0, remaining: 0, served: 0, twice: 2 },
    ];
    expect(await standing('E-1')).toEqual(settled);
    const ports = { sql: bench.sql, programme, packages: packageFiles(folder), nowMs: NOW_MS };
    expect(await deliverResolution(ports, other)).toMatchObject({ ok: true, value: { isNew: true } });
    expect(await bench.sql.query('SELECT site FROM inbox ORDER BY site')).toEqual([
      { site: 'gedaref' },
      { site: 'kassala' },
    ]);
    await rebuild(bench.sql);
    expect(await standing('E-1')).toEqual(settled);

    // One side is taken back: the other stands alone.
    kassala.undo(0, nameAt('kassala', 'E-1'));
    await send('kassala');
    expect(await standing('E-1')).toMatchObject([
      { status: 'reversed', conflict: 'none' },
      { status: 'served', conflict: 'none', ...whole },
    ]);
  });

  it('is found too where a household was moved and its former site served it from the older list', async () => {
    await importList('kassala', ['E-1', 'E-2', 'E-3']);
    await importList('kassala', ['E-1', 'E-2'], 2);
    await importList('gedaref', ['E-1', 'E-2', 'E-3'], 2);
    for (const site of ['kassala', 'gedaref'] as const) {
      stations[site].give(nameAt(site, 'E-3'));
      await send(site);
    }
    expect(await standing('E-3')).toMatchObject([{ status: 'unexplained', conflict: 'open' }, disputed]);
  });

  it('has names that say nothing to whoever has ledgers only', () => {
    const names = [
      nameAt('kassala', 'E-1'),
      nameAt('gedaref', 'E-1'),
      common('E-1'),
      commonNames('33'.repeat(32), '2026-12')('E-1'),
    ];
    expect(new Set(names).size).toBe(4);
  });
});
