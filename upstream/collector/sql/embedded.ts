import { PGlite, type PGliteInterface, type Transaction } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { fsyncSync } from 'node:fs';
import { BIGINT_OID, safeInteger, type Sql, type SqlQuery } from './port.ts';

const parsers = { [BIGINT_OID]: safeInteger };

/**
 * PostgreSQL inside this process (PGlite), in a folder of its own or, without one, in memory. As it comes it never asks the
 * disk to write: here it runs with `fsync` on and with a file system that passes the request on, and it is not opened unless a
 * commit is seen to do so.
 */
export async function openEmbedded(folder?: string): Promise<Sql> {
  if (folder === undefined) return portOf(await PGlite.create({ parsers }));
  const disk = new DurableFolder(folder);
  const startParams = [
    ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
    // Its fdatasync, the default here, does nothing.
    '-c',
    'wal_sync_method=fsync',
  ];
  const db = await PGlite.create({ fs: disk, startParams, parsers });
  await db.exec('CREATE TABLE IF NOT EXISTS durable_start (started_at timestamptz NOT NULL)');
  const before = disk.syncs;
  await db.exec('DELETE FROM durable_start; INSERT INTO durable_start VALUES (now())');
  if (disk.syncs === before) {
    await db.close();
    throw new Error('The embedded database does not write through to the disk');
  }
  return portOf(db);
}

/** The folder on the disk, with an fsync that reaches it. */
class DurableFolder extends NodeFS {
  syncs = 0;

  override async init(...given: Parameters<NodeFS['init']>) {
    const { emscriptenOpts } = await super.init(...given);
    const mount = (module: { NODEFS?: { stream_ops: Record<string, unknown> } }): void => {
      if (module.NODEFS === undefined) throw new Error('The embedded database has no disk');
      module.NODEFS.stream_ops['fsync'] = (stream: { nfd: number }): number => {
        fsyncSync(stream.nfd);
        this.syncs += 1;
        return 0;
      };
    };
    emscriptenOpts.preRun = [...(emscriptenOpts.preRun ?? []), mount];
    return { emscriptenOpts };
  }
}

function portOf(db: PGliteInterface): Sql {
  return {
    kind: 'embedded',
    ...queriesOf(db),
    transaction: (work) => db.transaction((tx) => work(queriesOf(tx))),
    close: () => db.close(),
  };
}

function queriesOf(db: PGliteInterface | Transaction): SqlQuery {
  return {
    query: async <R extends Readonly<Record<string, unknown>>>(text: string, values: readonly unknown[] = []) =>
      (await db.query<R>(text, [...values])).rows,
    async script(text) {
      await db.exec(text);
    },
  };
}
