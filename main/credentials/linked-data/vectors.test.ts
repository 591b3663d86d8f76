import { describe, expect, it } from 'vitest';
import type { JsonObject } from './json.ts';
import { checkLinkedData } from './linked-data.ts';
import { keyFromMultibase, keysFromFile, readVector, trustIn } from './vectors.fixture.ts';

const MOSIP = 'keys/mosip-vc-verifier';
const farmerTexts = ['landOwnershipType', 'primaryCropType', 'secondaryCropType'];
/** `swappable` are those of its claims that are there; names that could be there beside them are not listed. */
type Expected = Readonly<{
  file: string;
  keys?: string;
  notCovered?: readonly string[];
  swappable?: readonly string[];
}>;

const good: readonly Expected[] = [
  { file: 'inji-qr/insurance-2025.json', keys: 'didMosipKey.json', swappable: ['policyName', 'policyNumber'] },
  { file: 'mosip-ldp/Ed25519Signature2018SignedVC-did.json', keys: 'didEdPublicKey.json', swappable: farmerTexts },
  {
    file: 'mosip-ldp/ES256KSignedMockVC.json',
    keys: 'didEcKey.json',
    swappable: [...farmerTexts, 'face', 'farmerID', 'district', 'villageOrTown'],
  },
  {
    file: 'mosip-ldp/Ed25519Signature2018SignedVC-https.json',
    keys: 'httpsMockKey2.json',
    notCovered: ['type.1', 'renderMethod.0.type', 'renderMethod.0.css3MediaQuery'],
    swappable: ['principalName', 'schoolType', 'schoolRegistrationNumber'],
  },
  {
    // Its own inline context gives one type two names.
    file: 'mosip-ldp/Ed25519Signature2020SignedSunbirdVC.json',
    keys: 'didMosipKey.json',
    notCovered: ['type.1'],
    swappable: ['policyName', 'policyNumber'],
  },
  {
    file: 'mosip-ldp/RS256SignedMosipVC.json',
    keys: 'httpsMockKey.json',
    notCovered: [
      'type.1',
      ...[
        'fullName',
        'idType',
        'farmerId',
        'phoneNumber',
        'dateOfIssue',
        'validTill',
        'state',
        'district',
        'farmSize',
      ].map((name) => `credentialSubject.${name}`),
      ...['typeOfCrop', 'landOwnership', 'email'].map((name) => `credentialSubject.${name}`),
    ],
  },
  { file: 'mosip-ldp/mosipRevokedVC.json', keys: 'mockDid.json' },
  { file: 'mosip-ldp/mosipUnrevokedVC.json', keys: 'mockDid.json' },
  { file: 'mosip-ldp/mosipRevokedStatusList.json', keys: 'mockDid.json' },
  { file: 'mosip-ldp/mosipUnrevokedStatusList.json', keys: 'mockDid.json' },
  ...['Ed25519Signature2020', 'eddsa-rdfc-2022', 'eddsa-jcs-2022', 'proof-set', 'proof-chain'].map((name) => ({
    file: `w3c-di/${name}.json`,
  })),
  ...['rdfc', 'jcs'].flatMap((kind) =>
    ['p256', 'p384'].map((curve) => ({ file: `w3c-di/ecdsa-${kind}-2019-${curve}.json` })),
  ),
];

const bad: readonly Expected[] = [
  { file: 'inji-qr/university-invalid.json', keys: '../sreejit-k-d40bdb68-did.json' },
  { file: 'mosip-ldp/tamperedVC.json', keys: 'idaPublicKey.json' },
  { file: 'derived-attacks/a0-plain-tamper.json', keys: 'didMosipKey.json' },
];

/** The W3C's vectors carry their keys in their names; whoever trusts them lists them. */
function keysOf({ keys }: Expected, document: JsonObject): ReturnType<typeof keysFromFile> {
  if (keys !== undefined) return keysFromFile(`${MOSIP}/${keys}`);
  const [proof] = [document['proof']].flat() as readonly JsonObject[];
  const name = proof?.['verificationMethod'] as string;
  return [keyFromMultibase(name, name.split('#')[1] ?? '')];
}

describe("other people's credentials", () => {
  it.each(good)('$file is signed by its issuer', async (expected) => {
    const document = readVector(expected.file);
    const checked = await checkLinkedData(document, trustIn(keysOf(expected, document), document));
    if (!checked.ok) throw new Error(checked.error);
    expect(checked.value.notCovered).toEqual(expected.notCovered ?? []);
    const subject = document['credentialSubject'] as JsonObject;
    const pairs = checked.value.swappable.filter(([, other]) => (other.split('.')[1] ?? '') in subject);
    const names = new Set(pairs.flat().map((path) => path.replace('credentialSubject.', '')));
    expect([...names].sort()).toEqual([...(expected.swappable ?? [])].sort());
    const unsigned = new Set([
      ...names,
      ...checked.value.notCovered.map((path) => path.replace('credentialSubject.', '')),
    ]);
    expect(Object.keys(checked.value.claims).sort()).toEqual(
      Object.keys(subject)
        .filter((name) => !unsigned.has(name) && !checked.value.swappable.some(([path]) => path.endsWith(`.${name}`)))
        .sort(),
    );
  });

  it.each(bad)('$file is not what its issuer signed', async (expected) => {
    const document = readVector(expected.file);
    expect(await checkLinkedData(document, trustIn(keysOf(expected, document), document))).toEqual({
      ok: false,
      error: 'bad-signature',
    });
  });
});
