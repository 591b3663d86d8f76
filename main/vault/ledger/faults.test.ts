import { describe, expect, it } from 'vitest';
import { nodeDisk, type Disk } from '../store/disk.ts';
import type { Ledger } from './ledger.ts';
import { context, fill, ledgerOptions, mustOpen, withFolder } from './testing.ts';
import { verifyToEnd } from './verify.ts';

const failure = (code: string): Error => Object.assign(new Error('injected'), { code });

/** A disk that breaks one operation as often as `left` says. */
function breaking(): Disk & { left: number; operation: 'write' | 'syncData' | 'open' | 'truncate'; code: string } {
  const disk = {
    ...nodeDisk,
    left: 0,
    operation: 'write' as 'write' | 'syncData' | 'open' | 'truncate',
    code: 'EIO',
    write(file: number, bytes: Uint8Array, position: number) {
      // Half of it still goes through: the record is torn.
      if (disk.operation === 'write' && disk.left > 0)
        nodeDisk.write(file, bytes.subarray(0, bytes.length >> 1), position);
      fail('write');
      return nodeDisk.write(file, bytes, position);
    },
    syncData(file: number) {
      fail('syncData');
      nodeDisk.syncData(file);
    },
    open(path: string) {
      fail('open');
      return nodeDisk.open(path);
    },
    truncate(file: number, length: number) {
      fail('truncate');
      nodeDisk.truncate(file, length);
    },
  };
  const fail = (operation: string): void => {
    if (operation !== disk.operation || disk.left === 0) return;
    disk.left -= 1;
    throw failure(disk.code);
  };
  return disk;
}

const tryAppend = (ledger: Ledger): ReturnType<Ledger['append']> =>
  ledger.append({ t: 'reprint', body: { of: 1, copy: 1 } }, context);

function expectWhole(folder: string, size: number): void {
  const ledger = mustOpen(ledgerOptions(folder));
  expect(ledger.takeReplayed()).toEqual([]);
  expect(verifyToEnd(ledger.verifier())).toEqual({ checked: size, size, done: true });
  ledger.close();
}

describe('a disk that fails while serving', () => {
  it.each([
    ['write', 'ENOSPC', 'disk-full'],
    ['write', 'EIO', 'storage-fault'],
    ['syncData', 'EIO', 'storage-fault'],
    ['syncData', 'ENOSPC', 'disk-full'],
  ] as const)('journal %s %s: says so, keeps nothing, goes on', (operation, code, declared) => {
    withFolder((folder) => {
      const disk = breaking();
      const ledger = mustOpen(ledgerOptions(folder, { disk }));
      fill(ledger, 3);
      for (let round = 0; round < 3; round += 1) {
        Object.assign(disk, { operation, code, left: 1 });
        expect(tryAppend(ledger)).toEqual({ ok: false, error: { code: declared } });
        expect(ledger.head().size).toBe(3 + round);
        fill(ledger, 1);
      }
      ledger.close();
      expectWhole(folder, 6);
    });
  });

  it('opens everything again once the disk answers, and loses nothing meanwhile', () => {
    withFolder((folder) => {
      const disk = breaking();
      const ledger = mustOpen(ledgerOptions(folder, { disk }));
      fill(ledger, 3);
      Object.assign(disk, { operation: 'syncData', code: 'EIO', left: 1000 });
      for (let round = 0; round < 5; round += 1) {
        expect(tryAppend(ledger)).toEqual({ ok: false, error: { code: 'storage-fault' } });
      }
      disk.left = 0;
      fill(ledger, 2);
      expect(ledger.takeReplayed()).toEqual([]);
      ledger.close();
      expectWhole(folder, 5);
    });
  });

  it('counts an entry whose commit failed but had reached the disk', () => {
    withFolder((folder) => {
      const ledger = mustOpen(ledgerOptions(folder));
      fill(ledger, 3);
      breakCommit(ledger, true);
      expect(tryAppend(ledger)).toMatchObject({ ok: true, value: { entry: { seq: 3 } } });
      fill(ledger, 1);
      ledger.close();
      expectWhole(folder, 5);
    });
  });

  it('drops an entry whose commit failed and had not', () => {
    withFolder((folder) => {
      const ledger = mustOpen(ledgerOptions(folder));
      fill(ledger, 3);
      breakCommit(ledger, false);
      expect(tryAppend(ledger)).toEqual({ ok: false, error: { code: 'storage-fault' } });
      expect(ledger.head().size).toBe(3);
      fill(ledger, 1);
      ledger.close();
      expectWhole(folder, 4);
    });
  });

  it('tells later of an entry it first had to call failed', () => {
    withFolder((folder) => {
      const disk = breaking();
      const ledger = mustOpen(ledgerOptions(folder, { disk }));
      fill(ledger, 3);
      breakCommit(ledger, true);
      Object.assign(disk, { operation: 'open', left: 1 });
      expect(tryAppend(ledger)).toEqual({ ok: false, error: { code: 'storage-fault' } });
      fill(ledger, 1);
      expect(ledger.takeReplayed()).toEqual([3]);
      ledger.close();
      expectWhole(folder, 5);
    });
  });

  it('goes on when a full database has room again', () => {
    withFolder((folder) => {
      const ledger = mustOpen(ledgerOptions(folder));
      fill(ledger, 10);
      const db = ledger.database();
      const pages = Number(db.pragma('page_count', { simple: true }));
      db.pragma(`max_page_count = ${pages + 2}`);
      let result = tryAppend(ledger);
      while (result.ok) result = tryAppend(ledger);
      expect(result.error).toEqual({ code: 'disk-full' });
      const { size } = ledger.head();
      expect(ledger.read(0, 1000)).toHaveLength(size);
      expect(tryAppend(ledger)).toEqual({ ok: false, error: { code: 'disk-full' } });
      db.pragma('max_page_count = 1000000');
      fill(ledger, 1);
      ledger.close();
      expectWhole(folder, size + 1);
    });
  });
});

/** Makes the driver report an input/output error at the next COMMIT, after or instead of doing it. */
function breakCommit(ledger: Ledger, reachesDisk: boolean): void {
  const db = ledger.database();
  const exec = db.exec.bind(db);
  db.exec = (sql) => {
    if (sql !== 'COMMIT') return exec(sql);
    if (reachesDisk) exec(sql);
    throw failure('SQLITE_IOERR_FSYNC');
  };
}
