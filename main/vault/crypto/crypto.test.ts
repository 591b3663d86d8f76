import { argon2id } from '@noble/hashes/argon2.js';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPassphrase, isPin, secretBytes } from '../../../shared/domain/secret.ts';
import { fromHex, toHex } from '../../../shared/wire/bytes.ts';
import * as plainEd25519 from '../../../shared/wire/ed25519.ts';
import { deriveKey, seal, unseal } from './aead.ts';
import { calibrateKdf, deriveSecret } from './argon2.ts';
import * as nodeEd25519 from './ed25519.ts';
import { openRecovery, sealRecovery } from './recovery.ts';

const fixed = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(7);

/** RFC 8032, section 7.1: seed, public key, message, signature. */
const rfc8032 = [
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
].map((vector) => vector.map(fromHex));

describe.each([
  ['plain', plainEd25519],
  ['node', nodeEd25519],
])('Ed25519, %s', (_name, { signerOf, verify }) => {
  it.each(rfc8032)('fits RFC 8032', (seed, publicKey, message, signature) => {
    const signer = signerOf(seed);
    expect(signer.publicKey).toEqual(publicKey);
    expect(signer.sign(message)).toEqual(signature);
    expect(verify(signature, message, publicKey)).toBe(true);
  });

  it('answers rubbish with false', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 40 }), (signature, key) => {
        expect(verify(signature, new Uint8Array(3), key)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });
});

describe('AES-256-GCM', () => {
  it('opens only the same bytes under the same key and context', () => {
    const [key, plain, context] = [fixed(32), new Uint8Array([1, 2, 3]), new Uint8Array([9])];
    const sealed = seal(key, plain, context, fixed);
    expect(unseal(key, sealed, context)).toEqual(Buffer.from(plain));
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(unseal(key, changed, context)).toBeUndefined();
    }
    expect(unseal(key, sealed, new Uint8Array([8]))).toBeUndefined();
    expect(unseal(deriveKey(key, 'other'), sealed, context)).toBeUndefined();
    expect(unseal(key, sealed.subarray(0, 20), context)).toBeUndefined();
  });

  it('derives keys as OpenSSL does', () => {
    // openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt hexkey:07…07 -kdfopt info:x HKDF
    expect(toHex(deriveKey(fixed(32), 'x'))).toBe('ef6b771ee237a8398cb9bad2f7ee0e743e7004178e25fcf7a1359e9e89e6e2ff');
  });
});

describe('Argon2id', () => {
  it('gives what an independent implementation gives', async () => {
    const salt = 'somesaltsomesalt';
    const parameters = { algorithm: 'argon2id' as const, memoryKiB: 19_456, iterations: 2, parallelism: 1 };
    const derived = await deriveSecret('password', { ...parameters, salt: Buffer.from(salt).toString('hex') });
    expect(derived).toEqual(argon2id('password', salt, { m: 19_456, t: 2, p: 1, dkLen: 32 }));
  });

  it('refuses parameters that would exhaust the machine or protect nothing', async () => {
    const good = {
      algorithm: 'argon2id' as const,
      memoryKiB: 19_456,
      iterations: 2,
      parallelism: 1,
      salt: '00'.repeat(16),
    };
    await expect(deriveSecret('x', { ...good, memoryKiB: 4_000_000 })).rejects.toThrow();
    await expect(deriveSecret('x', { ...good, iterations: 1 })).rejects.toThrow();
    await expect(deriveSecret('x', { ...good, salt: '00' })).rejects.toThrow();
  });

  it('takes more passes on a faster machine, never fewer than three', async () => {
    let slow = 0;
    expect((await calibrateKdf(fixed, () => (slow += 3000))).iterations).toBe(3);
    let fast = 0;
    expect((await calibrateKdf(fixed, () => (fast += 210))).iterations).toBe(7);
  });
});

describe('typed secrets', () => {
  it('are the same bytes on every keyboard', () => {
    expect(secretBytes('  re\u0301gion\u00a0 sud ')).toEqual(secretBytes('r\u00e9gion sud'));
    expect(secretBytes('Rain')).not.toEqual(secretBytes('rain'));
  });

  it.each([
    ['river stone bright lamp', true],
    ['\u0646\u0647\u0631 \u062d\u062c\u0631 \u0636\u0648\u0621 \u0642\u0645\u0631 \u0628\u064a\u062a', true],
    ['river stone bright', false],
    ['a a a a', false],
    ['      ', false],
  ])('%s as passphrase', (secret, good) => {
    expect(isPassphrase(secret)).toBe(good);
  });

  it.each([
    ['482915', true],
    ['48291', false],
    ['000000', false],
    ['48291a', false],
  ])('%s as PIN', (secret, good) => {
    expect(isPin(secret)).toBe(good);
  });
});

describe('recovery file', () => {
  it('opens for each recipient and for nobody else', async () => {
    const identities = [await generateX25519Identity(), await generateX25519Identity()] as const;
    const recipients = [await identityToRecipient(identities[0]), await identityToRecipient(identities[1])];
    const file = await sealRecovery(fixed(32), recipients);
    for (const identity of identities)
      expect(await openRecovery(file, identity)).toEqual({ ok: true, value: fixed(32) });
    expect(await openRecovery(file, await generateX25519Identity())).toEqual({ ok: false, error: 'unreadable' });
    file[file.length - 1] = (file.at(-1) as number) ^ 1;
    expect(await openRecovery(file, identities[0])).toEqual({ ok: false, error: 'unreadable' });
  });
});
