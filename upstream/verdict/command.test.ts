import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CredentialResult } from '../../shared/domain/credential-verdict.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { EXIT, runCommand } from './command.ts';
import { jwk, NOW_MS, openG2p, rsa, voucher } from './sign.fixture.ts';
import { readTrustFile } from './trust-file.ts';

const pem = String(rsa.publicKey.export({ format: 'pem', type: 'spki' }));
const keyFile = JSON.stringify({ keys: [jwk(rsa.publicKey, { kid: 'one', use: 'sig' })] });

async function run(
  args: readonly string[],
  file: Result<string, string>,
  input = voucher(),
): Promise<Readonly<{ exit: number; out: string; said: string }>> {
  const written = { out: '', said: '' };
  const exit = await runCommand(args, {
    nowMs: () => NOW_MS,
    readFile: () => file,
    readInput: () => Promise.resolve(input),
    out: (text) => (written.out += text),
    say: (text) => (written.said += text),
  });
  return { exit, ...written };
}

describe('command', () => {
  it('answers with the whole result as JSON', async () => {
    const { exit, out, said } = await run(['--trust', 'keys.json'], ok(keyFile));
    const { at, ...result } = JSON.parse(out) as Record<string, unknown>;
    expect([exit, said, at]).toEqual([EXIT.verdict, '', new Date(NOW_MS).toISOString()]);
    expect(CredentialResult.parse(result)).toMatchObject({
      verdict: 'valid',
      reasons: ['signed-by-trusted-key', 'currency-unknown', 'trial-trust'],
      keyId: 'one',
      voucher: { code: '2-37ec-47d3-a937-5d55', providers: ['34'] },
    });
  });

  it.each(['2026-06-01', '1780272000'])('judges by the time %s', async (time) => {
    const { exit, out } = await run(['--trust', 'keys.json', '--at', time], ok(keyFile));
    expect([exit, (JSON.parse(out) as CredentialResult).verdict]).toEqual([EXIT.verdict, 'expired']);
  });

  it('gives a verdict on rubbish too', async () => {
    const { exit, out } = await run(['--trust', 'keys.json'], ok(keyFile), '\u0000 rubbish');
    expect([exit, (JSON.parse(out) as CredentialResult).verdict]).toEqual([EXIT.verdict, 'unsupported']);
  });

  it.each<readonly [string, string[], Result<string, string>]>([
    ['no trust file', [], ok(keyFile)],
    ['a file that cannot be read', ['--trust', 'x'], err('x cannot be read')],
    ['a file that is no trust file', ['--trust', 'x'], ok('nonsense')],
    ['a file without keys', ['--trust', 'x'], ok('{"keys":[]}')],
    ['a private field', ['--trust', 'x'], ok(JSON.stringify({ issuers: [{ ...openG2p, url: 'https://x' }] }))],
    ['a time that is none', ['--trust', 'x', '--at', 'soon'], ok(keyFile)],
  ])('answers wrong use with 2: %s', async (_name, args, file) => {
    const { exit, out, said } = await run(args, file);
    expect([exit, out]).toEqual([EXIT.usage, '']);
    expect(said).not.toBe('');
  });
});

describe('trust file', () => {
  it('takes the station’s own trust list as it is', () => {
    const whole = readTrustFile(JSON.stringify({ issuers: [openG2p] }), NOW_MS);
    if (!whole.ok) throw new Error(whole.error);
    expect(readTrustFile(JSON.stringify(whole.value), 0)).toEqual(whole);
    expect(whole.value.issuers[0]?.trial).toBeUndefined();
  });

  it.each([
    ['PEM after other words', `subject=CN = x\n${pem}`],
    ['JSON as Windows saves it', `\ufeff${keyFile}`],
    ['a DID', `did:jwk:${Buffer.from(JSON.stringify(jwk(rsa.publicKey))).toString('base64url')}\n`],
  ])('takes %s', (_name, text) => {
    expect(readTrustFile(text, NOW_MS)).toMatchObject({ ok: true });
  });

  it('says which keys it can use where there are none of them', () => {
    const { publicKey } = generateKeyPairSync('ed448');
    for (const file of [JSON.stringify(jwk(publicKey)), '{"issuers":[]}'])
      expect(readTrustFile(file, NOW_MS)).toMatchObject({
        ok: false,
        error: expect.stringContaining('P-256') as unknown,
      });
  });

  it('marks as a trial what names no issuer', () => {
    const bare = readTrustFile(keyFile, NOW_MS);
    expect(bare.ok && bare.value.issuers[0]).toMatchObject({
      trial: true,
      formats: expect.arrayContaining(['gv1', 'jwt']) as unknown,
    });
    const lists = readTrustFile(`{"statusLists":[],"keys":${keyFile}}`, NOW_MS);
    expect(lists.ok && lists.value.issuers[0]?.trial).toBe(true);
  });
});
