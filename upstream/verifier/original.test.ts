import { generateX25519Identity } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { utf8Bytes } from '../../shared/wire/bytes.ts';
import { createLineCutter, type Line } from './core/lines.ts';
import { audited, codesOf, theDays, type Files } from './testing/audit.fixture.ts';
import { bundleOf, entryOf, forge, proofOf, sealTo, textOf } from './testing/log.fixture.ts';
import { ENTITLEMENT, VOUCHER, withServices } from './testing/services.fixture.ts';
import { worldOf, type World } from './testing/world.fixture.ts';

let world: World;
beforeAll(async () => {
  world = worldOf(await theDays());
});

const audit = (files: Files, receipts: string[] = []) =>
  audited(files, { nowMs: world.nowMs, collector: world.collectorKey, programme: world.programme, receipts });

describe('untouched files', () => {
  test('are sound, with their checkpoint cosigned, their receipt found and every amount due', async () => {
    const report = await audit(
      { ...world.files(), 'ledger.ndjson.checkpoint': world.cosigned(), 'site.due': world.dueList(2) },
      [world.receipt.qr],
    );
    expect(report.verdict).toBe('sound');
    expect(codesOf(report)).toEqual(['difference', 'sole-supervisor']);
    expect(report.receipts).toMatchObject([{ standing: 'in-log', seq: world.receipt.seq, operator: 'AMINA' }]);
    expect(report.proven.map(({ code }) => code)).toEqual([
      'proven-chain',
      'proven-certificate',
      'proven-checkpoint',
      'proven-cosigned',
      'proven-approvals',
      'proven-closes',
      'proven-once',
      'proven-due',
      'proven-receipts',
    ]);
    expect(report.notProven.map(({ code }) => code)).toContain('open-presence');
  });

  test('have the figures of the station’s own summaries', async () => {
    const { summary } = (await audit(world.files())).logs[0] ?? {};
    const days = new Map(summary?.days.map((day) => [day.day, day]));
    expect(world.summaries).toHaveLength(2);
    for (const { report, notServedByReason, reversals } of world.summaries) {
      const day = days.get(report.day);
      const { served, part, notServed, reversed } = report.tally;
      expect(day).toMatchObject({ served, part, notServed, reversed, coSignedBy: report.coSignedBy });
      expect(day?.accounts).toEqual(report.accounts);
      expect(day?.notServedByReason).toEqual(notServedByReason.map(({ reason, count }) => [reason, count]));
      expect(day?.reversed).toBe(reversals.length);
      expect(day?.byOperator).toEqual(
        report.byOperator.map(({ name: _name, amounts, ...figures }) => ({
          ...figures,
          amounts: amounts.filter(([, quantity]) => quantity !== 0),
        })),
      );
    }
  });

  test('are sound by the register of stations too, which is said to prove less', async () => {
    const report = await audit({ 'ledger.ndjson': world.text, 'stations.json': world.stations });
    expect(report.verdict).toBe('sound');
    expect(report.notProven.map(({ code }) => code)).toContain('open-register');
  });

  test('say what was not cosigned', async () => {
    const report = await audit({ ...world.files(), 'ledger.checkpoint': world.cosigned(20) });
    expect(report.verdict).toBe('sound');
    expect(codesOf(report)).toContain('after-cosigned');
    expect(report.notProven).toContainEqual(
      expect.objectContaining({ code: 'open-after-cosigned', values: expect.objectContaining({ size: 20 }) }),
    );
  });

  test('may come in two parts and overlap', async () => {
    const files = { ...world.files(world.lines.slice(0, 20)), 'rest.ndjson': textOf(world.lines.slice(15)) };
    const report = await audit(files);
    expect(report.verdict).toBe('sound');
    expect(report.logs[0]?.entries).toBe(world.lines.length);
  });
});

describe('vouchers', () => {
  test('are sound where each act fits the one before, apart from what no list makes due', async () => {
    const report = await audit({ ...world.files(withServices(world)), 'site.due': world.dueList(2) });
    expect(report.verdict).toBe('suspicious');
    // The entitlement that came with its voucher is on no list; the vouchers need not be.
    expect(report.findings.filter(({ code }) => code === 'not-on-due-list').map(({ values }) => values)).toEqual([
      { entitlement: ENTITLEMENT, line: 'oil' },
    ]);
    const alone = await audit(world.files(withServices(world)));
    expect(alone.verdict).toBe('sound');
    expect(alone.proven).toContainEqual(expect.objectContaining({ code: 'proven-vouchers', values: { count: 5 } }));
    expect(alone.notProven.map(({ code }) => code)).toContain('open-vouchers');
    const [log] = alone.logs;
    expect(log?.summary).toMatchObject({ vouchers: 5, byVoucher: 2, copies: 2 });
    expect(log?.summary?.services).toEqual({
      holds: 3,
      captures: 2,
      takenBack: 1,
      openHolds: 1,
      held: [['cash:SDG', 900]],
      captured: [['cash:SDG', 3000]],
      holdersRight: 1,
      holdersWrong: 1,
    });
    const day = { account: 'cash:SDG', captures: 2, captured: 3700, takenBackCaptures: 1, takenBack: 700 };
    expect(log?.summary?.days.map(({ services }) => services)).toEqual([[], [{ ...day, holds: 1, held: 900 }]]);
  });

  test('used in another log as well are told, however little of them was', async () => {
    const lines = withServices(world);
    const log = 'tallypoint/relief/kassala/desk-2/1';
    const other = forge(
      lines.map((line) => ({ ...entryOf(line), log })),
      world.station,
    );
    const report = await audit({ ...world.files(lines), 'other.ndjson': textOf(other) });
    const told = report.findings
      .filter(({ code }) => code === 'claimed-elsewhere')
      .map(({ values }) => values['entitlement']);
    // Captured in part; the others were released or never captured.
    expect(told).toContain(VOUCHER[0]);
    for (const voucher of VOUCHER.slice(1)) expect(told).not.toContain(voucher);
  });
});

describe('a proof', () => {
  test('proves a receipt without the log', async () => {
    const proof = proofOf(world.lines, world.receipt.seq, world.cosigned());
    const report = await audit({ 'r.tlog-proof': proof, 'desk-1.station': world.certificate }, [world.receipt.qr]);
    expect(report.verdict).toBe('sound');
    expect(report.receipts).toMatchObject([{ standing: 'in-proof' }]);
  });

  test('proves a single entry', async () => {
    const seq = world.at('not_served');
    const proof = proofOf(world.lines, seq, world.cosigned());
    const report = await audit({ ...world.files(world.lines.slice(seq, seq + 1)), 'r.tlog-proof': proof });
    expect(codesOf(report)).not.toContain('starts-late');
    expect(report.verdict).toBe('sound');
  });
});

describe('a bundle', () => {
  const bundle = (from = 0): string => bundleOf(world, from);

  test('brings its own certificate and checkpoint', async () => {
    const report = await audit({ bundle: bundle() });
    expect(report.verdict).toBe('sound');
    expect(report.logs[0]?.cosignedSize).toBe(world.lines.length);
  });

  test('whose head names another beginning is broken', async () => {
    expect(codesOf(await audit({ bundle: bundle(3) }))).toContain('bad-bundle');
  });

  test('opens with the identity it was sealed to, and with no other', async () => {
    const [identity, other] = [await generateX25519Identity(), await generateX25519Identity()];
    const sealed = await sealTo(identity, bundle());
    const keys = `# created: 2026-11-24\n# public key: age1…\n${identity}\n`;
    expect(await audit({ 'b.bundle': sealed, 'key.txt': keys })).toEqual(await audit({ 'b.bundle': bundle() }));
    await expect(audit({ 'b.bundle': sealed, 'key.txt': other })).rejects.toThrow('cannot-unseal');
    await expect(audit({ 'b.bundle': sealed })).rejects.toThrow('sealed');
  });
});

describe('two desks', () => {
  test('where one entitlement was collected at both', async () => {
    const log = 'tallypoint/relief/kassala/desk-2/1';
    const files = {
      ...world.files(),
      'other.ndjson': textOf(
        forge(
          world.entries.map((entry) => ({ ...entry, log })),
          world.station,
        ),
      ),
    };
    expect(codesOf(await audit(files))).toContain('claimed-elsewhere');
  });
});

test('no byte of an export can be changed', async () => {
  const bytes = utf8Bytes(world.text);
  const bare = { nowMs: world.nowMs, programme: world.programme };
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ mask;
      const files = { 'ledger.ndjson': changed, 'desk-1.station': world.certificate };
      // With another bracket in front it is read as a list of stations, and refused as that.
      const verdict = await audited(files, bare).then(
        (report) => report.verdict,
        (refused: Error) => refused.message,
      );
      expect(['broken', 'bad-stations']).toContain(verdict);
    }),
    { numRuns: 150 },
  );
});

test('lines are the same however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat(200), { maxLength: 6 }), (bytes, cuts) => {
      const lines = (at: readonly number[]): Line[] => {
        const cutter = createLineCutter(12);
        const places = [0, ...[...at].sort((a, b) => a - b), bytes.length];
        const pushed = places.slice(1).flatMap((end, index) => [...cutter.push(bytes.slice(places[index], end))]);
        return [...pushed, ...cutter.end()].map((line) => (line === null ? null : Uint8Array.from(line)));
      };
      expect(lines(cuts.filter((cut) => cut <= bytes.length))).toEqual(lines([]));
    }),
  );
});
