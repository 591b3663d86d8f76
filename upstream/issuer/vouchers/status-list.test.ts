import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ietfBits } from '../../../main/credentials/status/status-bits.ts';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { openRegister, revokedVouchers, revokeVouchers } from './register.ts';
import { signStatusList } from './status-list.ts';

const signer = signerOf(new Uint8Array(32).fill(9));
const NOW_MS = Date.UTC(2026, 10, 3, 8);
const folder = mkdtempSync(join(tmpdir(), 'register-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bitsOf(issued: number, revoked: readonly number[]) {
  const list = signStatusList(
    { programme: 'relief', issued, revoked, nowMs: NOW_MS, maxAgeMs: 1, whenOlder: 'refuse' },
    signer,
  );
  const [, body = ''] = list.signed.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
    status_list: { bits: number; lst: string };
  };
  return ietfBits(claims.status_list.lst, claims.status_list.bits);
}

it('tells exactly the vouchers that were revoked, and has room for as many again', () => {
  const some = fc
    .integer({ min: 1, max: 300_000 })
    .chain((issued) => fc.tuple(fc.constant(issued), fc.uniqueArray(fc.nat(issued - 1), { maxLength: 50 })));
  fc.assert(
    fc.property(some, ([issued, revoked]) => {
      const read = bitsOf(issued, revoked);
      for (const index of revoked) expect(read?.(index)).toBe(1);
      for (const index of revoked.flatMap((one) => [one - 1, one + 1]))
        if (index >= 0 && !revoked.includes(index)) expect(read?.(index)).toBe(0);
      expect(read?.(issued)).toBe(0);
    }),
    { numRuns: 40 },
  );
  expect(bitsOf(8_388_607, [8_388_607])?.(8_388_607)).toBe(1);
});

it('gives every voucher one place for good', () => {
  const voucher = (at: number) => ({ id: String(at).padStart(32, '0'), code: `CODE${at}`, issuer: 'relief' });
  const register = openRegister(folder);
  expect([3, 4, 3].map((at) => register.enter(voucher(at)).index)).toEqual([0, 1, 0]);
  register.save();
  register.save();
  const again = openRegister(folder);
  expect([again.size(), again.enter(voucher(4)).index, again.enter(voucher(5)).index]).toEqual([2, 1, 2]);
  expect(openRegister(folder).size()).toBe(2);
  expect(again.named('CODE3')).toEqual([{ index: 0, ...voucher(3) }]);
  expect([revokeVouchers(folder, [1, 0], 5), revokeVouchers(folder, [1], 6)]).toEqual([2, 0]);
  expect(revokedVouchers(folder)).toEqual({ asOfMs: 6, indexes: [0, 1] });
  const path = join(folder, 'vouchers.ndjson');
  writeFileSync(path, `${readFileSync(path, 'utf8')}{"index":7}\n`);
  expect(() => openRegister(folder)).toThrow('vouchers.ndjson:3: not as this program wrote it');
});
