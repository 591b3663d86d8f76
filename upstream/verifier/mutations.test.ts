import { beforeAll, describe, expect, test } from 'vitest';
import { FINDINGS } from './core/catalogue.ts';
import { audited, codesOf, theDays } from './testing/audit.fixture.ts';
import { MUTATIONS } from './testing/mutations.fixture.ts';
import { worldOf, type World } from './testing/world.fixture.ts';

let world: World;
beforeAll(async () => {
  world = worldOf(await theDays());
});

describe('tampering', () => {
  test.each(MUTATIONS)('$name is found', async ({ finds, make }) => {
    const { files, receipts = [], programme = world.programme } = make(world);
    const report = await audited(files, { nowMs: world.nowMs, collector: world.collectorKey, programme, receipts });
    expect(codesOf(report)).toContain(finds);
    expect(report.verdict).not.toBe('sound');
    if (FINDINGS[finds] === 'broken') expect(report.verdict).toBe('broken');
  });
});
