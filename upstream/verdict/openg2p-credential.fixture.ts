import { createHash, sign, type KeyObject } from 'node:crypto';
import { ISSUER, jwk, rsa } from './sign.fixture.ts';

/**
 * A credential of OpenG2P's default template, whose signature covers nothing of it: a number that is no address and terms that its
 * context never reaches leave no statement at all. The shape is that of `g2p_openid_vci_programs/data/default_credential_format.jq`.
 */

const JWKS = `${ISSUER}/.well-known/jwks.json`;
const CONTEXTS = [
  'https://www.w3.org/2018/credentials/v1',
  'http://openg2p.local/api/v1/vci/.well-known/contexts.json',
];
const TYPE = 'OpenG2PRegistryVerifiableCredential';
const CREATED = '2026-01-02T03:04:05Z';

/** The registry as a programme would trust it, by the key list that it publishes. */
export const openG2pRegistry = {
  id: 'did:example:12345678abcdefgh',
  name: 'Example registry',
  formats: ['json-ld'],
  keys: { keys: [jwk(rsa.publicKey, { kid: 'one', use: 'sig', alg: 'RS256' })] },
  attachedSignatures: true,
  matchesRoll: true,
  withoutExpiry: true,
  types: [
    {
      type: TYPE,
      contexts: [CONTEXTS],
      claims: { beneficiary: 'credentialSubject.nationalId', birthDate: 'credentialSubject.dateOfBirth' },
    },
  ],
};

/** `subject` and `more` can be anything: the signature stays good, as that of a real one would. */
export function openG2pCredential(subject: object, more: object = {}, key: KeyObject = rsa.privateKey): string {
  return JSON.stringify({
    '@context': CONTEXTS,
    id: '7e3f1c1e-0000-4000-8000-000000000003',
    type: ['VerifiableCredential', TYPE],
    issuer: openG2pRegistry.id,
    issuanceDate: '2026-01-02T03:04:05.123Z',
    credentialSubject: { vcVer: 'VC-V1', dateOfBirth: '1980-05-03', ...subject },
    ...more,
    proof: {
      '@context': ['https://w3id.org/security/v2'],
      type: 'RsaSignature2018',
      created: CREATED,
      verificationMethod: JWKS,
      proofPurpose: 'assertionMethod',
      jws: attachedJws(key),
    },
  });
}

/** Over the proof's own statements, in RDF's canonical form, and the empty text that stands for the credential. */
function attachedJws(key: KeyObject): string {
  const statements = [
    `<http://purl.org/dc/terms/created> "${CREATED}"^^<http://www.w3.org/2001/XMLSchema#dateTime>`,
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/security#RsaSignature2018>',
    '<https://w3id.org/security#proofPurpose> <https://w3id.org/security#assertionMethod>',
    `<https://w3id.org/security#verificationMethod> <${JWKS}>`,
  ];
  const proofText = statements.map((statement) => `_:c14n0 ${statement} .\n`).join('');
  const digest = Buffer.concat([proofText, ''].map((text) => createHash('sha256').update(text).digest()));
  // The key manager signs the digest as if it were text, and what is no text is lost.
  const lossy = Buffer.from(digest.toString('utf8'), 'utf8').toString('base64url');
  const message = `${Buffer.from(JSON.stringify({ alg: 'RS256', kid: 'one' })).toString('base64url')}.${lossy}`;
  return `${message}.${sign('sha256', Buffer.from(message), key).toString('base64url')}`;
}
