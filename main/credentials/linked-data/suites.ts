import type { Algorithm } from '../types.ts';

/** How one kind of proof is made; what is not here is not supported. */
export type Suite = Readonly<{
  /** Nothing else is accepted, whatever a header says. */
  algorithms: readonly Algorithm[];
  /** Where the signature lies: a detached JWS, or base58 text. */
  signature: 'jws' | 'multibase';
  /** What is hashed: statements (RDFC-1.0), or the JSON itself (RFC 8785). */
  canonical: 'rdfc' | 'jcs';
  /** The context that the proof is read with; without one, the document's. */
  proofContext?: string;
  /** SHA-384 throughout, for a key on P-384. */
  hashOfKey?: true;
}>;

const SECURITY_V2 = 'https://w3id.org/security/v2';

const byType: Readonly<Record<string, Suite>> = {
  Ed25519Signature2020: {
    algorithms: ['EdDSA'],
    signature: 'multibase',
    canonical: 'rdfc',
    proofContext: 'https://w3id.org/security/suites/ed25519-2020/v1',
  },
  Ed25519Signature2018: { algorithms: ['EdDSA'], signature: 'jws', canonical: 'rdfc', proofContext: SECURITY_V2 },
  RsaSignature2018: { algorithms: ['RS256', 'PS256'], signature: 'jws', canonical: 'rdfc', proofContext: SECURITY_V2 },
  EcdsaSecp256k1Signature2019: {
    algorithms: ['ES256K'],
    signature: 'jws',
    canonical: 'rdfc',
    proofContext: SECURITY_V2,
  },
  // Of Inji Certify and others: the suite before it with another curve and the signature in another place.
  EcdsaSecp256r1Signature2019: {
    algorithms: ['ES256'],
    signature: 'multibase',
    canonical: 'rdfc',
    proofContext: SECURITY_V2,
  },
  JsonWebSignature2020: {
    algorithms: ['EdDSA', 'ES256', 'ES384', 'ES256K', 'PS256'],
    signature: 'jws',
    canonical: 'rdfc',
  },
};

const byCryptosuite: Readonly<Record<string, Suite>> = {
  'eddsa-rdfc-2022': { algorithms: ['EdDSA'], signature: 'multibase', canonical: 'rdfc' },
  'eddsa-jcs-2022': { algorithms: ['EdDSA'], signature: 'multibase', canonical: 'jcs' },
  'ecdsa-rdfc-2019': { algorithms: ['ES256', 'ES384'], signature: 'multibase', canonical: 'rdfc', hashOfKey: true },
  'ecdsa-jcs-2019': { algorithms: ['ES256', 'ES384'], signature: 'multibase', canonical: 'jcs', hashOfKey: true },
};

export function suiteOf(type: string, cryptosuite: string | undefined): Suite | undefined {
  const table = type === 'DataIntegrityProof' ? byCryptosuite : byType;
  const name = type === 'DataIntegrityProof' ? cryptosuite : type;
  return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
