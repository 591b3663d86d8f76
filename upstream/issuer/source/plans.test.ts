import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readOperators } from './plans.ts';
import { createProblems } from './problems.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tallypoint-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is wrong with these operators, each given as id and role. */
async function wrong(roles: Readonly<Record<string, string>>, soleSupervisor: boolean): Promise<string[]> {
  const rows = Object.entries(roles).map(([id, role]) => `${id},Somebody,${role}`);
  writeFileSync(join(folder, 'operators.csv'), ['id,name,role', ...rows].join('\n'));
  const problems = createProblems();
  await readOperators(folder, { pinAllowed: false, soleSupervisor }, problems);
  return problems.list().map(({ reason }) => reason);
}

it('wants two supervisors, or the word that there is one only', async () => {
  const [problem] = await wrong({ A: 'clerk', S: 'supervisor' }, false);
  expect(problem).toMatch(/one supervisor.*"soleSupervisor": true/);
  expect(await wrong({ A: 'clerk', S: 'supervisor' }, true)).toEqual([]);
  expect(await wrong({ S: 'supervisor', T: 'supervisor' }, false)).toEqual([]);
  expect(await wrong({ A: 'clerk' }, true)).toEqual(['no supervisor: nobody could approve or reverse']);
});
