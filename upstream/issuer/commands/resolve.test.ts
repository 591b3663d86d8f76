import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { signerOf, verify } from '../../../main/vault/crypto/ed25519.ts';
import { utf8Text } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import { Resolution } from '../../../shared/wire/upload.ts';
import { signResolution, type Decision } from './resolve.ts';

const signer = signerOf(new Uint8Array(randomBytes(32)));
const decision: Decision = {
  programme: 'relief',
  cycle: '2026-11',
  entitlement: 'ABCDEFGHIJKLMNO2',
  rightful: 'tallypoint/relief/kassala/desk-1/1#42',
  decidedBy: 'Programme office',
  note: '',
  decidedAtMs: 1,
};

it('signs a resolution that holds by the issuing key alone', () => {
  const bytes = signResolution(decision, signer);
  const opened = openEnvelope(bytes, {
    payloadType: PAYLOAD_TYPE.resolution,
    maximumBytes: 10_000,
    findKey: () => signer.publicKey,
    verify,
  });
  if (!opened.ok) throw new Error(opened.error);
  expect(Resolution.parse(JSON.parse(utf8Text(opened.value.payload)))).toEqual({
    v: 1,
    programme: 'relief',
    cycle: '2026-11',
    entitlement: 'ABCDEFGHIJKLMNO2',
    rightful: { log: 'tallypoint/relief/kassala/desk-1/1', seq: 42 },
    decidedAtMs: 1,
    decidedBy: 'Programme office',
    note: '',
  });
});

it.each([
  ['a hand-over without a number', { rightful: 'tallypoint/relief/kassala/desk-1/1' }, /rightful/],
  ['a log of another programme', { rightful: 'tallypoint/other/kassala/desk-1/1#4' }, /no log of programme relief/],
  ['an entitlement by its own id', { entitlement: 'E-1' }, /16 characters/],
  ['a note that is too long', { note: 'x'.repeat(501) }, /note/],
])('signs nothing for %s', (_, change, complaint) => {
  expect(() => signResolution({ ...decision, ...change }, signer)).toThrow(complaint);
});
