import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Bytes, utf8Text } from './bytes.ts';
import { canonicalBytes, parseCanonical, parseStrictJson, toNfc } from './canonical.ts';
import { openEnvelope, sealEnvelope } from './dsse.ts';
import { keyId, signerOf, verify } from './ed25519.ts';

const text = fc.string({ unit: 'grapheme' }).map((raw) => raw.normalize('NFC'));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.boolean(),
    fc.maxSafeInteger().map((n) => n + 0),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  object: fc.dictionary(text, tie('any'), { maxKeys: 4, noNullPrototype: true }),
}));

describe('canonical JSON', () => {
  it('has one spelling for a value', () => {
    fc.assert(
      fc.property(value.any, (item) => {
        const bytes = canonicalBytes(item);
        expect(parseCanonical(bytes, 100_000)).toEqual({ ok: true, value: JSON.parse(utf8Text(bytes)) });
        expect(parseCanonical(utf8Bytes(` ${utf8Text(bytes)}`), 100_000).ok).toBe(false);
      }),
    );
  });

  it.each([
    '{"a":1,"a":1}',
    '{"b":1,"a":1}',
    '[1.0]',
    '[1e2]',
    '[-0]',
    '[1 ]',
    '"\\u0061"',
    '"e\u0301"',
    '[null]',
    '[0.5]',
    '[9007199254740993]',
    '',
    '{"a":1}x',
    `${'['.repeat(20)}${']'.repeat(20)}`,
  ])('refuses %s', (json) => {
    expect(parseCanonical(utf8Bytes(json), 1000).ok).toBe(false);
  });

  it('refuses bad UTF-8, a byte order mark and what is too large', () => {
    expect(parseCanonical(Uint8Array.of(0x22, 0xff, 0x22), 100)).toEqual({ ok: false, error: 'not-utf8' });
    expect(parseCanonical(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31), 100).ok).toBe(false);
    expect(parseCanonical(utf8Bytes('"abc"'), 4)).toEqual({ ok: false, error: 'too-large' });
  });

  it.each([
    [undefined],
    [null],
    [Number.NaN],
    [0.5],
    [2 ** 53],
    ['e\u0301'],
    ['\ud800'],
    [{ a: undefined }],
    [new Date(0)],
    [new Uint8Array(2)],
  ])('does not write %s', (item) => {
    expect(() => canonicalBytes({ item })).toThrow(TypeError);
  });

  it('brings typed text to NFC', () => {
    expect(toNfc({ note: 'e\u0301', list: ['e\u0301', 1] })).toEqual({ note: '\u00e9', list: ['\u00e9', 1] });
  });
});

describe('strict JSON', () => {
  it('reads documents of any layout but without duplicate keys', () => {
    expect(parseStrictJson(utf8Bytes('{ "b": null, "a": [1.5, "\\u00e9"] }\n'), 100)).toEqual({
      ok: true,
      value: { b: null, a: [1.5, '\u00e9'] },
    });
    expect(parseStrictJson(utf8Bytes('{"a":1,"\\u0061":2}'), 100)).toEqual({ ok: false, error: 'not-json' });
    expect(parseStrictJson(utf8Bytes('{"x":{"a":1,"a":2}}'), 100).ok).toBe(false);
    expect(parseStrictJson(utf8Bytes('['.repeat(50_000)), 100_000).ok).toBe(false);
  });
});

describe('envelope', () => {
  const signer = signerOf(new Uint8Array(32).fill(9));
  const options = {
    payloadType: 'application/vnd.tallypoint.manifest.v1+json',
    maximumBytes: 10_000,
    findKey: (id: string) => (id === keyId(signer.publicKey) ? signer.publicKey : undefined),
    verify,
  };
  const envelope = sealEnvelope(options.payloadType, utf8Bytes('{"v":1}'), signer);
  const open = (changed: unknown): unknown => openEnvelope(utf8Bytes(JSON.stringify(changed)), options);

  it('opens what was sealed', () => {
    expect(open(envelope)).toEqual({
      ok: true,
      value: { payload: utf8Bytes('{"v":1}'), keyId: keyId(signer.publicKey) },
    });
  });

  it('refuses each way of being wrong', () => {
    const [signature] = envelope.signatures;
    expect(open({ ...envelope, payload: 'eyJ2IjoyfQ==' })).toEqual({ ok: false, error: 'forged' });
    expect(open({ ...envelope, payloadType: 'application/vnd.tallypoint.certificate.v1+json' })).toEqual({
      ok: false,
      error: 'wrong-type',
    });
    expect(open({ ...envelope, signatures: [{ ...signature, keyid: '0000000000000000' }] })).toEqual({
      ok: false,
      error: 'unknown-key',
    });
    expect(open({ ...envelope, signatures: [signature, signature] })).toEqual({ ok: false, error: 'malformed' });
    expect(open({ ...envelope, more: 1 })).toEqual({ ok: false, error: 'malformed' });
    expect(open({ ...envelope, payload: 'eyJ2IjoxfR==' })).toEqual({ ok: false, error: 'malformed' });
    expect(openEnvelope(new Uint8Array(10_001), options)).toEqual({ ok: false, error: 'too-large' });
  });
});
