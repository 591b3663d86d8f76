import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databases } from '../collector/sql/sql.fixture.ts';
import { openSql, type Sql } from '../collector/sql/sql.ts';
import type { Place } from './real-collector.fixture.ts';

/** A database that can be copied and set back to a copy, as its administrator would. */
export type KeptPlace = Place &
  Readonly<{
    /** Whether it is copied while the collector works. It is never set back while it does. */
    isCopiedAlive: boolean;
    copy: (name: string) => void;
    setBack: (name: string) => void;
  }>;

/** The folder of the embedded database, copied while nothing has it open. */
function embeddedPlace(): Promise<KeptPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-kept-'));
  const database = join(folder, 'database');
  let opened: Sql | undefined;
  return Promise.resolve({
    open: async () => (opened = await openSql({ folder: database })),
    isCopiedAlive: false,
    copy: (name) => cpSync(database, join(folder, name), { recursive: true }),
    setBack(name) {
      rmSync(database, { recursive: true });
      cpSync(join(folder, name), database, { recursive: true });
    },
    async remove() {
      await opened?.close();
      rmSync(folder, { recursive: true });
    },
  });
}

/** A server's database, by pg_dump and pg_restore. */
async function serverPlace(make: (typeof databases)[number][1]): Promise<KeptPlace> {
  const { url, close } = await make();
  if (url === undefined) throw new Error('That is no server');
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-dump-'));
  let opened: Sql | undefined;
  return {
    open: async () => (opened = await openSql({ url })),
    isCopiedAlive: true,
    copy: (name) => void execFileSync('pg_dump', ['-Fc', '-f', join(folder, name), url]),
    setBack(name) {
      // Partitions cannot be restored over themselves: what is set back must be empty.
      execFileSync('psql', ['-qX', url, '-c', 'DROP SCHEMA public CASCADE', '-c', 'CREATE SCHEMA public'], {
        stdio: 'pipe',
      });
      execFileSync('pg_restore', ['--exit-on-error', '-d', url, join(folder, name)]);
    },
    async remove() {
      await opened?.close();
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}

const server = databases.find(([kind]) => kind === 'postgres');
const hasDump = spawnSync('pg_dump', ['--version']).status === 0;

/** Every kind at hand. */
export const keptPlaces: readonly (readonly [kind: string, make: () => Promise<KeptPlace>])[] = [
  ['embedded', embeddedPlace],
  ...(server === undefined || !hasDump ? [] : [['pg_dump', () => serverPlace(server[1])] as const]),
];

/** One of the kind that takes the least time. */
export const keptPlace = (): Promise<KeptPlace> => keptPlaces.at(-1)![1]();
