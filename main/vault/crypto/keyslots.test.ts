import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/wire/bytes.ts';
import { withFolder } from '../ledger/testing.ts';
import { nodeDisk } from '../store/disk.ts';
import { deriveSecret } from './argon2.ts';
import { signerOf } from './ed25519.ts';
import { createKeyslots, openKeyslots, type Keyslots, type KeyslotsOptions } from './keyslots.ts';
import type { SlotDraft } from './slot.ts';

const stationKey = new Uint8Array(32).fill(1);
const deviceSecret = new Uint8Array(32).fill(2);
const kdf = { algorithm: 'argon2id' as const, memoryKiB: 19_456, iterations: 2, parallelism: 1, salt: '0a'.repeat(16) };
const secret = 'river stone bright lamp';

const draft = async (id: string, changes: Partial<SlotDraft> = {}): Promise<SlotDraft> => ({
  id,
  role: 'setup',
  secretKind: 'passphrase',
  kdf,
  derivedKey: await deriveSecret(secret, kdf),
  ...changes,
});

async function withSlots(
  work: (keyslots: Keyslots, options: KeyslotsOptions & { time: { now: number } }) => Promise<void>,
): Promise<void> {
  const first = await draft('SETUP');
  await withFolder(async (folder) => {
    const time = { now: 1_000_000 };
    const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
    const options = {
      path: join(folder, 'keyslots.json'),
      disk: nodeDisk,
      random,
      now: () => time.now,
      deviceSecret,
      time,
    };
    const created = createKeyslots(options, first, stationKey);
    if (!created.ok) throw new Error(created.error);
    await work(created.value, options);
  });
}

function reopen(options: KeyslotsOptions): Keyslots {
  const opened = openKeyslots(options);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

describe('keyslots', () => {
  it("give the station key and the operator's own key to the right secret", async () => {
    await withSlots(async (keyslots, options) => {
      const opened = await reopen(options).unlock('SETUP', `  ${secret} `);
      if (!opened.ok) throw new Error(opened.error.code);
      expect(opened.value.stationKey).toEqual(stationKey);
      expect(toHex(signerOf(opened.value.operatorSeed).publicKey)).toBe(keyslots.list()[0]?.signKey);
      expect(await keyslots.unlock('SETUP', 'river stone bright lamb')).toEqual({
        ok: false,
        error: { code: 'wrong-secret' },
      });
      expect(await keyslots.unlock('NOBODY', secret)).toEqual({ ok: false, error: { code: 'unknown-operator' } });
      expect(readFileSync(options.path, 'utf8')).not.toContain(Buffer.from(stationKey).toString('base64').slice(0, 20));
    });
  });

  it('refuse a PIN without a device secret, and open it only with that one', async () => {
    await withSlots(async (keyslots, options) => {
      const pin = { role: 'clerk', secretKind: 'pin', derivedKey: await deriveSecret('482915', kdf) } as const;
      expect(keyslots.add([await draft('C-1', pin)], stationKey)).toEqual({
        ok: false,
        error: 'pin-needs-device-secret',
      });
      expect(keyslots.add([await draft('C-1', { ...pin, deviceSecret })], stationKey).ok).toBe(true);
      expect((await reopen(options).unlock('C-1', '482915')).ok).toBe(true);
      const without = reopen({ ...options, deviceSecret: undefined });
      expect(await without.unlock('C-1', '482915')).toEqual({ ok: false, error: { code: 'pin-needs-device-secret' } });
      const foreign = reopen({ ...options, deviceSecret: new Uint8Array(32) });
      expect(await foreign.unlock('C-1', '482915')).toEqual({ ok: false, error: { code: 'wrong-secret' } });
    });
  });

  it('lock after five failures, for twice as long each time, across restarts', async () => {
    await withSlots(async (_keyslots, options) => {
      for (let failure = 1; failure <= 4; failure += 1) {
        expect(await reopen(options).unlock('SETUP', 'wrong')).toEqual({ ok: false, error: { code: 'wrong-secret' } });
      }
      for (const remainingMs of [60_000, 120_000, 240_000]) {
        expect(await reopen(options).unlock('SETUP', 'wrong')).toEqual({
          ok: false,
          error: { code: 'locked-out', remainingMs },
        });
        expect(await reopen(options).unlock('SETUP', secret)).toEqual({
          ok: false,
          error: { code: 'locked-out', remainingMs },
        });
        options.time.now += remainingMs;
      }
      const keyslots = reopen(options);
      expect((await keyslots.unlock('SETUP', secret)).ok).toBe(true);
      expect(keyslots.list()[0]?.failures).toBe(0);
      expect(keyslots.unreported()).toEqual([{ who: 'SETUP', refused: 7, lockedOut: 3 }]);
      keyslots.reported();
      expect(reopen(options).unreported()).toEqual([]);
    });
  });

  it('change a secret but keep the signing key; remove all but the last', async () => {
    await withSlots(async (keyslots, options) => {
      keyslots.add([await draft('U-17', { role: 'supervisor' })], stationKey);
      const before = keyslots.list().find(({ id }) => id === 'U-17')?.signKey;
      const next = 'four other good words';
      expect((await keyslots.changeSecret('U-17', 'wrong', next, kdf)).ok).toBe(false);
      expect((await keyslots.changeSecret('U-17', secret, next, { ...kdf, salt: '0b'.repeat(16) })).ok).toBe(true);
      expect((await reopen(options).unlock('U-17', secret)).ok).toBe(false);
      expect((await reopen(options).unlock('U-17', next)).ok).toBe(true);
      expect(keyslots.list().find(({ id }) => id === 'U-17')).toMatchObject({ signKey: before, role: 'supervisor' });
      expect(keyslots.remove(['SETUP']).ok).toBe(true);
      expect(keyslots.remove(['U-17'])).toEqual({ ok: false, error: 'last-slot' });
      expect(
        reopen(options)
          .list()
          .map(({ id }) => id),
      ).toEqual(['U-17']);
    });
  });

  it('are mended from the copy after any flipped bit, and say so where both are damaged', async () => {
    await withSlots(async (_keyslots, options) => {
      const good = readFileSync(options.path);
      for (let run = 0; run < 40; run += 1) {
        const changed = Buffer.from(good);
        const at = Math.floor((run * changed.length) / 40);
        changed[at] = (changed[at] as number) ^ (1 << (run % 8));
        writeFileSync(options.path, changed);
        expect(openKeyslots(options).ok).toBe(true);
        expect(readFileSync(options.path)).toEqual(good);
        writeFileSync(options.path, changed);
        writeFileSync(`${options.path}.copy`, changed);
        expect(['keyslots-damaged', 'newer-format']).toContain(
          (openKeyslots(options) as { error?: string }).error ?? 'sound',
        );
        writeFileSync(options.path, good);
        writeFileSync(`${options.path}.copy`, good);
      }
      rmSync(options.path);
      expect(openKeyslots(options).ok).toBe(true);
      rmSync(options.path);
      rmSync(`${options.path}.copy`);
      expect(openKeyslots(options)).toEqual({ ok: false, error: 'files-missing' });
    });
  });

  it('do not answer a guess they could not count', async () => {
    await withSlots(async (_keyslots, options) => {
      const write = (): never => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      };
      const keyslots = reopen({ ...options, disk: { ...nodeDisk, write } });
      expect(await keyslots.unlock('SETUP', 'wrong')).toEqual({ ok: false, error: { code: 'disk-full' } });
      expect((await keyslots.unlock('SETUP', secret)).ok).toBe(true);
      expect(keyslots.add([await draft('U-1')], stationKey)).toEqual({ ok: false, error: 'disk-full' });
      expect(reopen(options).list()).toHaveLength(1);
    });
  });
});
