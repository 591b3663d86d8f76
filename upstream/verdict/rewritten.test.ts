import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openG2pCredential, openG2pRegistry } from './openg2p-credential.fixture.ts';
import { ask, issuerFor, jwk, jws, openG2p, rsa, say, voucher, voucherClaims } from './sign.fixture.ts';
import { readVectorJson, vectorCases } from './vectors.fixture.ts';

/** Written in another way, a credential has the same signed statements: its signature stays good. */
const ADDRESS = 'https://www.w3.org/2018/credentials#';
const NOT_COVERED = ['claims-not-covered', 'claims-not-signed'];
const revoked = vectorCases.find(({ name }) => name === 'mosip-ldp/mosipRevokedVC.json')!;
const revokedCard = readVectorJson('mosip-ldp/mosipRevokedVC.json');
const insurance = readVectorJson('inji-qr/insurance-2025.json');
const insuranceKeys = readVectorJson('keys/mosip-vc-verifier/didMosipKey.json');
const insuranceIssuer = issuerFor(insurance, insuranceKeys, { name: 'credentialSubject.fullName' });
const nowMs = Date.parse(revoked.at);

function renamed(document: Record<string, unknown>, name: string, to = document[name]): string {
  const { [name]: _short, ...rest } = document;
  return JSON.stringify({ ...rest, [ADDRESS + name]: to });
}

describe('what ends a credential is found', () => {
  it('as its issuer writes it', async () => {
    expect((await say(revoked.text, revoked.trust, { nowMs }))[0]).toBe('revoked');
    expect((await say(JSON.stringify(insurance), { issuers: [insuranceIssuer] }, { nowMs }))[0]).toBe('expired');
  });

  it('or the card is refused: a status by its whole address', async () => {
    expect(await say(renamed(revokedCard, 'credentialStatus'), revoked.trust, { nowMs })).toEqual(NOT_COVERED);
  });

  it('or the card is refused: a status inside another object with the id of the card', async () => {
    const { credentialStatus, credentialSubject, id, ...rest } = revokedCard;
    const inside = { id, type: 'VerifiableCredential', credentialStatus };
    const subjects = [credentialSubject, { id: 'x', 'urn:y:z': inside }];
    const text = JSON.stringify({ ...rest, id, credentialSubject: subjects });
    expect((await say(text, revoked.trust, { nowMs }))[0]).toBe('claims-not-covered');
  });

  it('or the card is refused: an end by its whole address', async () => {
    const end = { '@type': 'http://www.w3.org/2001/XMLSchema#dateTime', '@value': insurance['expirationDate'] };
    const text = renamed(insurance, 'expirationDate', end);
    expect(await say(text, { issuers: [insuranceIssuer] }, { nowMs })).toEqual(NOT_COVERED);
  });
});

describe('whom nobody signed for', () => {
  const decoy = (): string => {
    const { credentialSubject, ...rest } = insurance;
    const hidden = { ...rest, [`${ADDRESS}credentialSubject`]: credentialSubject };
    return JSON.stringify({ ...hidden, credentialSubject: { id: 'x', policyNumber: 'HH-1' } });
  };

  it('is presented by issuers only whose cards cover nothing', async () => {
    const inForce = { nowMs: Date.UTC(2025, 9, 20) };
    const issuer = issuerFor(insurance, insuranceKeys, { beneficiary: 'credentialSubject.policyNumber' });
    const result = await ask(decoy(), { issuers: [issuer] }, inForce);
    expect([result.verdict, result.presented]).toEqual(['claims-not-covered', null]);
    const opened = { ...openG2pRegistry, matchesRoll: false };
    const card = openG2pCredential({ nationalId: 'HH-1' });
    expect((await ask(card, { issuers: [opened] })).presented).toBeNull();
    expect((await ask(card, { issuers: [openG2pRegistry] })).presented).toMatchObject({ beneficiary: 'HH-1' });
  });

  it('is nobody where the birth date that is asked for is left out', async () => {
    const without = openG2pCredential({ nationalId: 'HH-1', dateOfBirth: null });
    expect((await ask(without, { issuers: [openG2pRegistry] })).presented).toBeNull();
  });

  it.each([{ valueOf: 1, toString: 1 }, 2, '8', [1]])('is nobody by a status of size %j', async (statusSize) => {
    const credentialStatus = { type: 'BitstringStatusListEntry', statusSize };
    const card = openG2pCredential({ nationalId: 'HH-1' }, { credentialStatus });
    expect((await ask(card, { issuers: [openG2pRegistry] })).presented).toBeNull();
  });
});

describe('keys', () => {
  const old = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [named] = openG2pRegistry.types;
  const keyOf = (key: typeof old.publicKey, more: object = {}): object => {
    const { kty, n, e } = key.export({ format: 'jwk' });
    return { kid: 'key-0', jwk: { kty, n, e }, algorithms: ['RS256'], ...more };
  };

  it.each([
    ['stolen one first', [keyOf(old.publicKey, { stolen: true }), keyOf(rsa.publicKey)]],
    ['stolen one last', [keyOf(rsa.publicKey), keyOf(old.publicKey, { stolen: true })]],
  ])('of one name are told apart, the %s', async (_order, keys) => {
    const issuers = [{ ...openG2pRegistry, keys, types: [named] }];
    expect((await ask(openG2pCredential({ nationalId: '1' }), { issuers })).presented).not.toBeNull();
    expect((await ask(openG2pCredential({ nationalId: '1' }, {}, old.privateKey), { issuers })).presented).toBeNull();
  });

  it('without a name are tried beside all others', async () => {
    const pem = String(old.publicKey.export({ format: 'pem', type: 'spki' }));
    const keys = [pem, jwk(rsa.publicKey, { kid: 'A', use: 'sig', alg: 'RS256' })];
    const trust = { issuers: [{ ...openG2p, keys }] };
    expect((await say(voucher({}, { kid: 'B' }), trust))[0]).toBe('valid');
    expect((await say(jws({ alg: 'RS256', kid: 'B' }, voucherClaims, old.privateKey), trust))[0]).toBe('valid');
    const registry = { issuers: [{ ...openG2pRegistry, keys }] };
    expect((await ask(openG2pCredential({ nationalId: '1' }), registry)).presented).not.toBeNull();
  });
});

it('the type that decides how a card is read is signed', async () => {
  const [type] = openG2pRegistry.types;
  const other = { ...type!, type: 'AnotherCredential', claims: { name: 'credentialSubject.fullName' } };
  const { types } = insuranceIssuer as { types: object[] };
  const issuers = [{ ...insuranceIssuer, types: [{ ...types[0], type: other.type }, ...types] }];
  const inForce = { nowMs: Date.UTC(2025, 9, 20) };
  expect((await say(JSON.stringify(insurance), { issuers }, inForce))[0]).toBe('valid');
  const claimed = { ...insurance, type: [...(insurance['type'] as string[]), other.type] };
  expect((await say(JSON.stringify(claimed), { issuers }, inForce))[0]).toBe('claims-not-covered');
});
