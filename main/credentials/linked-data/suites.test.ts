import { describe, expect, it } from 'vitest';
import type { Algorithm } from '../types.ts';
import type { JsonObject } from './json.ts';
import { checkLinkedData, type LinkedDataTrust } from './linked-data.ts';
import { changed, createIssuer, farmer, signDocument, type Issuer, type ProofPlan } from './signer.fixture.ts';
import { trustIn } from './vectors.fixture.ts';

const SECURITY_V2 = 'https://w3id.org/security/v2';
const data = ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'];
const modern: JsonObject = {
  '@context': data,
  type: ['VerifiableCredential', 'FoodCredential'],
  issuer: { id: 'did:example:issuer', name: 'Relief' },
  validUntil: '2027-01-01T00:00:00Z',
  credentialSubject: { id: 'urn:person:9', fullName: 'Amina Diallo', size: 5 },
};
const withKeyContext = {
  ...farmer,
  '@context': [...(farmer['@context'] as string[]), 'https://w3id.org/security/suites/jws-2020/v1'],
};

const suites: readonly (readonly [Algorithm, JsonObject, ProofPlan])[] = [
  ['EdDSA', farmer, { type: 'Ed25519Signature2020', proofContext: 'https://w3id.org/security/suites/ed25519-2020/v1' }],
  ['EdDSA', farmer, { type: 'Ed25519Signature2018', proofContext: SECURITY_V2 }],
  ['RS256', farmer, { type: 'RsaSignature2018', proofContext: SECURITY_V2 }],
  ['PS256', farmer, { type: 'RsaSignature2018', proofContext: SECURITY_V2 }],
  ['ES256K', farmer, { type: 'EcdsaSecp256k1Signature2019', proofContext: SECURITY_V2 }],
  ['ES256', farmer, { type: 'EcdsaSecp256r1Signature2019', proofContext: SECURITY_V2 }],
  ...(['EdDSA', 'ES256', 'ES384', 'ES256K', 'PS256'] as const).map(
    (algorithm) => [algorithm, withKeyContext, { type: 'JsonWebSignature2020' }] as const,
  ),
  ...['rdfc', 'jcs'].flatMap((kind) => [
    ['EdDSA', modern, { type: 'DataIntegrityProof', cryptosuite: `eddsa-${kind}-2022` }] as const,
    ['ES256', modern, { type: 'DataIntegrityProof', cryptosuite: `ecdsa-${kind}-2019` }] as const,
    ['ES384', modern, { type: 'DataIntegrityProof', cryptosuite: `ecdsa-${kind}-2019`, hash: 'sha384' }] as const,
  ]),
];

async function errorOf(document: JsonObject, trust: LinkedDataTrust): Promise<string> {
  const checked = await checkLinkedData(document, trust);
  return checked.ok ? 'good' : checked.error;
}

const forged = (document: JsonObject): JsonObject =>
  changed(document, (bare) => ({
    ...bare,
    credentialSubject: { ...(bare['credentialSubject'] as JsonObject), fullName: 'Mallory' },
  }));

describe('each suite', () => {
  it.each(suites)('%s: good, forged, foreign, not trusted', async (algorithm, document, plan) => {
    const issuer = createIssuer(algorithm);
    const signed = await signDocument(document, issuer, plan);
    const trust = trustIn([issuer.key], document);
    const checked = await checkLinkedData(signed, trust);
    expect(checked).toMatchObject({
      ok: true,
      value: { key: issuer.key, notCovered: [], signedAtMs: Date.UTC(2026, 0, 2, 3, 4, 5) },
    });
    expect(checked.ok && checked.value.claims).toEqual(document['credentialSubject']);
    expect(await errorOf(forged(signed), trust)).toBe('bad-signature');
    const foreign = { ...createIssuer(algorithm).key, kid: issuer.key.kid };
    expect(await errorOf(signed, trustIn([foreign], document))).toBe('bad-signature');
    expect(await errorOf(signed, trustIn([], document))).toBe('no-trusted-key');
    expect(await errorOf(signed, trustIn([{ ...issuer.key, algorithms: [] }], document))).toBe('no-trusted-key');
  });

  it('takes no algorithm that the suite does not have, whatever the header says', async () => {
    const issuer = createIssuer('ES256');
    const signed = await signDocument(farmer, issuer, { type: 'RsaSignature2018', proofContext: SECURITY_V2 });
    expect(await errorOf(signed, trustIn([issuer.key], farmer))).toBe('unsupported-suite');
    for (const alg of ['none', 'HS256', 'RS512', 'EdDSA']) {
      const rsa = createIssuer('RS256');
      const plan = { type: 'RsaSignature2018', proofContext: SECURITY_V2, header: { alg } };
      expect(await errorOf(await signDocument(farmer, rsa, plan), trustIn([rsa.key], farmer))).toBe(
        'unsupported-suite',
      );
    }
  });

  it('takes no header that asks for more than it understands', async () => {
    const issuer = createIssuer('RS256');
    for (const header of [{ crit: ['b64', 'exp'] }, { crit: [] }, { b64: true }, { crit: undefined }]) {
      const signed = await signDocument(farmer, issuer, {
        type: 'RsaSignature2018',
        proofContext: SECURITY_V2,
        header,
      });
      expect(await errorOf(signed, trustIn([issuer.key], farmer))).toBe('unsupported-suite');
    }
  });

  it('knows a key on the wrong curve for what it is', async () => {
    const [right, wrong] = [createIssuer('ES256'), createIssuer('EdDSA')];
    const signed = await signDocument(modern, right, { type: 'DataIntegrityProof', cryptosuite: 'ecdsa-rdfc-2019' });
    expect(await errorOf(signed, trustIn([{ ...wrong.key, kid: right.key.kid }], modern))).toBe('no-trusted-key');
  });

  it('tries every key that the trust list offers', async () => {
    const issuer = createIssuer('ES384');
    const signed = await signDocument(modern, issuer, {
      type: 'DataIntegrityProof',
      cryptosuite: 'ecdsa-jcs-2019',
      hash: 'sha384',
    });
    const others = [createIssuer('ES256').key, createIssuer('ES384').key];
    const trust = { ...trustIn([], modern), findKeys: () => [...others, issuer.key] };
    expect(await errorOf(signed, trust)).toBe('good');
  });
});

describe('proofs that are not for us', () => {
  const issuer = createIssuer('EdDSA');
  const plan: ProofPlan = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022' };
  const trust = trustIn([issuer.key], modern);

  it.each([
    [{ proofPurpose: 'authentication' }],
    [{ challenge: '1', domain: 'https://example.org' }],
    [{ domain: 'https://example.org' }],
    [{ previousProof: 'urn:uuid:1' }],
    [{ cryptosuite: 'ecdsa-sd-2023' }],
    [{ cryptosuite: 'constructor' }],
    [{ type: 'BbsBlsSignature2020' }],
  ])('%o', async (members) => {
    expect(await errorOf(await signDocument(modern, issuer, { ...plan, members }), trust)).toBe('unsupported-suite');
  });

  it('needs one good proof of a set, by a trusted key', async () => {
    const stranger = createIssuer('EdDSA');
    const [ours, theirs] = await Promise.all(
      [issuer, { ...stranger, key: { ...stranger.key, kid: 'did:example:other#1' } }].map((one: Issuer) =>
        signDocument(modern, one, plan),
      ),
    );
    const both = { ...modern, proof: [theirs?.['proof'] ?? null, ours?.['proof'] ?? null] };
    expect(await errorOf(both, trust)).toBe('good');
    expect(await errorOf(forged(both), trust)).toBe('bad-signature');
    expect(await errorOf({ ...modern, proof: [theirs?.['proof'] ?? null] }, trust)).toBe('no-trusted-key');
    expect(await errorOf({ ...modern, proof: [] }, trust)).toBe('malformed');
    expect(await errorOf({ ...modern, proof: Array.from({ length: 5 }, () => ours?.['proof'] ?? null) }, trust)).toBe(
      'too-complex',
    );
  });

  it('signs its dates, or does not show them', async () => {
    const expiring = await signDocument(modern, issuer, { ...plan, members: { expires: '2026-06-01T00:00:00Z' } });
    expect(await checkLinkedData(expiring, trust)).toMatchObject({ value: { proofEndsAtMs: Date.UTC(2026, 5, 1) } });
    const stripped = { ...expiring, proof: { ...(expiring['proof'] as JsonObject), expires: '2027-06-01T00:00:00Z' } };
    expect(await errorOf(stripped, trust)).toBe('bad-signature');
  });

  it('holds the context in a proof over JSON against the document', async () => {
    const jcs = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', members: { '@context': data } };
    expect(await errorOf(await signDocument(modern, issuer, jcs), trust)).toBe('good');
    const shorter = { ...jcs, members: { '@context': data.slice(0, 1) } };
    expect(await errorOf(await signDocument(modern, issuer, shorter), trust)).toBe('context-not-allowed');
  });
});

describe("OpenG2P's credential issuer", () => {
  const issuer = createIssuer('RS256');
  const document: JsonObject = {
    '@context': ['https://www.w3.org/2018/credentials/v1', 'http://openg2p.local/api/v1/vci/.well-known/contexts.json'],
    id: 'urn:uuid:5',
    type: ['VerifiableCredential', 'OpenG2PRegistryVerifiableCredential'],
    issuer: 'did:example:issuer',
    issuanceDate: '2024-09-04T00:00:00.000Z',
    credentialSubject: {
      vcVer: 'VC-V1',
      id: 'http://openg2p.local/api/v1/registry/individual/7',
      name: [{ language: 'eng', value: 'Givenname Familyname' }],
      dateOfBirth: '1990-01-01',
      UIN: '123456789',
    },
  };
  const plan = { type: 'RsaSignature2018', proofContext: SECURITY_V2, attached: true };

  it('signs in its own way, which only its entry in the trust list allows', async () => {
    const signed = await signDocument(document, issuer, plan);
    const trust = trustIn([issuer.key], document);
    expect(await errorOf(signed, trust)).toBe('unsupported-suite');
    expect(await errorOf(signed, { ...trust, attachedSignatures: true })).toBe('good');
    const other = changed(signed, (bare) => ({ ...bare, id: 'urn:uuid:6' }));
    expect(await errorOf(other, { ...trust, attachedSignatures: true })).toBe('bad-signature');
  });

  it('leaves every claim of its default template unsigned', async () => {
    const signed = await signDocument(document, issuer, plan);
    const checked = await checkLinkedData(signed, { ...trustIn([issuer.key], document), attachedSignatures: true });
    expect(checked).toMatchObject({
      value: {
        claims: { id: 'http://openg2p.local/api/v1/registry/individual/7' },
        notCovered: ['vcVer', 'name.0.language', 'name.0.value', 'dateOfBirth', 'UIN'].map(
          (path) => `credentialSubject.${path}`,
        ),
      },
    });
  });
});
