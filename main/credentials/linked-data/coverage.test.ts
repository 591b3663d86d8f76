import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from './json.ts';
import { checkLinkedData, type LinkedDataChecked } from './linked-data.ts';
import { anyChange, anyWorld, applyChange, isPartOf } from './mutation.fixture.ts';
import { createIssuer, farmer, signDocument } from './signer.fixture.ts';
import { readVector, trustIn } from './vectors.fixture.ts';

const issuer = createIssuer('EdDSA');
const plan = { type: 'Ed25519Signature2020', proofContext: 'https://w3id.org/security/suites/ed25519-2020/v1' };

async function check(document: JsonObject): Promise<LinkedDataChecked | undefined> {
  const checked = await checkLinkedData(document, trustIn([issuer.key], document));
  return checked.ok ? checked.value : undefined;
}

const withSubject = (subject: Json, context: Json = farmer['@context'] ?? null): JsonObject => ({
  ...farmer,
  '@context': context,
  credentialSubject: subject,
});

async function checkSigned(document: JsonObject): Promise<LinkedDataChecked> {
  const checked = await check(await signDocument(document, issuer, plan));
  if (checked === undefined) throw new Error('The signature is bad.');
  return checked;
}

describe('what a signature over statements covers', () => {
  it('lets nobody say what the issuer did not say, whatever is done to the card', { timeout: 300_000 }, async () => {
    let good = 0;
    const attempts = fc.array(fc.array(anyChange, { minLength: 1, maxLength: 2 }), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(anyWorld, attempts, async ({ contexts, names, subject }, changesOfEach) => {
        const signed = await signDocument(withSubject(subject, contexts), issuer, plan).catch(() => undefined);
        const original = signed === undefined ? undefined : await check(signed);
        if (signed === undefined || original === undefined) return;
        for (const changes of changesOfEach) {
          const changed = changes.reduce<JsonObject>(
            (document, change) => applyChange(document, names, change),
            signed,
          );
          const checked = isDeepStrictEqual(changed, signed) ? undefined : await check(changed);
          if (checked === undefined) continue;
          good += 1;
          expect(isPartOf(checked.claims as Json, original.claims as Json), JSON.stringify(changed)).toBe(true);
          expect(isPartOf(checked.credential as Json, original.credential as Json), JSON.stringify(changed)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
    // Signatures that hold through a change are what this is about.
    expect(good).toBeGreaterThan(5);
  });

  it('follows a change of the structure, having seen another', async () => {
    const first = await checkSigned(withSubject({ fullName: 'Amina' }));
    expect(first.claims).toEqual({ fullName: 'Amina' });
    const second = await checkSigned(withSubject({ fullName: 'Amina', household: 'H-1' }));
    expect(second).toMatchObject({ claims: { fullName: 'Amina' }, notCovered: ['credentialSubject.household'] });
  });

  it('names what a value could be mistaken for, there or not', async () => {
    const alone = await checkSigned(withSubject({ landOwnershipType: 'Leased', fullName: 'Amina' }));
    expect(alone.claims).toEqual({ fullName: 'Amina' });
    expect(alone.swappable).toContainEqual(['credentialSubject.landOwnershipType', 'credentialSubject.farmerID']);
  });

  it('finds all fourteen claims of a birth certificate exchangeable', async () => {
    const certificate = readVector('inji-qr/university-invalid.json');
    const { claims, swappable } = await checkSigned({
      ...certificate,
      proof: null,
      issuer: farmer['issuer'] ?? null,
    });
    const subject = Object.keys(certificate['credentialSubject'] as JsonObject).filter((name) => /^[A-Z]/.test(name));
    expect(subject).toHaveLength(14);
    expect(Object.keys(claims).filter((name) => subject.includes(name))).toEqual([]);
    expect(swappable.filter((pair) => pair.every((path) => subject.includes(path.split('.')[1] ?? '')))).toHaveLength(
      91,
    );
  });

  it('does not believe a type in a dropped place, under a second name, or of an object that is no address', async () => {
    const types = ['FarmerCredential'];
    const dropped = await checkSigned(withSubject({ fullName: 'Amina', household: { type: types } }));
    expect(dropped.notCovered).toEqual(['credentialSubject.household.type.0']);
    const noAddress = await checkSigned(withSubject({ id: 'amina', fullName: 'Amina', type: types }));
    expect(noAddress).toMatchObject({ claims: {} });
    const signed = await signDocument(farmer, issuer, plan);
    const twice = await check({
      ...signed,
      '@type': farmer['type'] ?? null,
      type: ['VerifiableCredential', 'FoodVoucher'],
    });
    expect(twice?.credential).not.toHaveProperty('type');
  });

  it('takes members apart that several objects with one id have', async () => {
    const two = [
      { id: 'urn:x:1', fullName: 'Amina', dateOfBirth: '1990-01-01' },
      { id: 'urn:x:1', fullName: 'Bintou', gender: 'F' },
    ];
    const { claims } = await checkSigned(withSubject({ id: 'urn:x:9', district: 'x', state: 'y', knows: two }));
    expect(claims).toEqual({ id: 'urn:x:9', state: 'y' });
    const checked = await checkSigned(withSubject(two));
    expect(checked.claims).toEqual({
      subjects: [
        { id: 'urn:x:1', dateOfBirth: '1990-01-01' },
        { id: 'urn:x:1', gender: 'F' },
      ],
    });
  });

  it('believes nothing of a card with more kinds of objects than it will ask about', async () => {
    const context = ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'];
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, one) => [`k${one}`, { [`z${one}`]: 'x' }]));
    const { claims, notCovered } = await checkSigned(withSubject(many, context));
    expect(Object.keys(claims).length + notCovered.filter((path) => path.startsWith('credentialSubject')).length).toBe(
      40,
    );
    expect(notCovered).toContain('credentialSubject.k39.z39');
  });

  it('puts sets in one order, however they are presented', async () => {
    const context = [
      'https://www.w3.org/2018/credentials/v1',
      'https://mosip.github.io/inji-config/contexts/insurance-context.json',
    ];
    const signed = await signDocument(
      withSubject({ fullName: 'Amina', benefits: ['food', 'cash'] }, context),
      issuer,
      plan,
    );
    const other = withSubject({ benefits: ['cash', 'food', 'cash'], fullName: 'Amina' }, context);
    const checked = await check({ ...other, proof: signed['proof'] ?? null });
    expect(checked?.claims).toEqual({ fullName: 'Amina', benefits: ['cash', 'food'] });
  });

  it.each<[string, Json]>([
    ['an address that was written short', { fullName: 'A', id: 'schema:Text' }],
    ['nothing', { fullName: 'A', dateOfBirth: null }],
    ['an empty list', { fullName: 'A', dateOfBirth: [] }],
    ['a number beyond its digits', { fullName: 'A', landArea: 0.1 + 0.2 }],
  ])('does not take %s for signed', async (_, subject) => {
    const { notCovered } = await checkSigned(withSubject(subject));
    expect(notCovered).toContainEqual(expect.stringMatching(/^credentialSubject\.(?:id|dateOfBirth|landArea)$/));
  });
});
