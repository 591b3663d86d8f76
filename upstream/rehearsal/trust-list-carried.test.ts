import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import type { TrustList } from '../../shared/domain/trust-list.ts';
import { TRUST_UPDATE_MAXIMUM_BYTES, type TrustUpdate } from '../../shared/wire/trust-update.ts';
import { deliverTrust } from '../collector/inbox/deliver.ts';
import { takeDesk } from './acts.fixture.ts';
import { sendingDay, type Sending } from './sending.fixture.ts';
import { must, type Station } from './station.fixture.ts';
import { bytesOf, listEntries, listOf, scanVoucher, shownList, signList } from './trust-list.fixture.ts';

let sending: Sending;
let client: Station['client'];
beforeEach(async () => {
  sending = await sendingDay({ credentials: listOf(4) });
  ({ client } = sending);
});
afterEach(() => sending.end());

const sign = (list: TrustList, more: Partial<TrustUpdate> = {}, signer = sending.signer) =>
  signList(signer, list, more);
const said = async (): Promise<string> => (await scanVoucher(client)).code;
const entries = () => listEntries(sending.folder, client);

describe('a newer trust list on a stick', () => {
  const take = async (file: string | Uint8Array): Promise<string> => {
    const path = join(sending.folder, 'x.trust');
    writeFileSync(path, file);
    const answer = await client.host.readTrustList({ path });
    return answer.ok ? 'ok' : answer.error.code;
  };

  test('is taken by a supervisor, under the same rules', async () => {
    const good = bytesOf(sign(listOf(5, true)));
    const stranger = signerOf(new Uint8Array(randomBytes(32)));
    expect(await client.host.readTrustList({ path: join(sending.folder, 'none') })).toMatchObject({
      error: { code: 'file-missing' },
    });
    expect(await take('{}')).toBe('not-a-trust-list');
    expect(await take('x'.repeat(TRUST_UPDATE_MAXIMUM_BYTES + 1))).toBe('not-a-trust-list');
    expect(await take(bytesOf(sign(listOf(5), {}, stranger)))).toBe('forged-trust-list');
    expect(await take(bytesOf(sign(listOf(5), { programme: 'other' })))).toBe('foreign-trust-list');
    expect(await take(bytesOf(sign(listOf(5), { cycles: ['2026-12'] })))).toBe('other-cycle-trust-list');
    expect(await take(bytesOf(sign(listOf(4, true))))).toBe('older-trust-list');
    expect(await said()).toBe('needs-approval');
    await takeDesk(client, 'AMINA');
    expect(await take(good)).toBe('not-allowed');
    await takeDesk(client, 'OMAR');
    expect(await take(good)).toBe('ok');
    expect(await take(good)).toBe('older-trust-list');
    expect(await take(bytesOf(sign(listOf(5))))).toBe('older-trust-list');
    expect(await said()).toBe('unknown-issuer');
    expect(await shownList(client)).toMatchObject({ number: 5, source: 'stick' });
    expect(await entries()).toEqual([[5, 'stick']]);
    // The same by the line later on adds nothing.
    await deliverTrust(sending.collector.deliverPorts(), good);
    expect(await sending.round()).toEqual({ kind: 'done' });
    expect(must(await client.host.view()).outbox.alarms).toEqual([]);
    expect(await entries()).toEqual([[5, 'stick']]);
    must(await client.session.lock());
    expect(await client.host.readTrustList({ path: join(sending.folder, 'x.trust') })).toMatchObject({
      error: { code: 'locked' },
    });
  });
});
