import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { keysFromFile, readVector, trustIn } from './vectors.fixture.ts';
import type { Json, JsonObject } from './json.ts';
import { checkLinkedData } from './linked-data.ts';
import { changed, createIssuer, farmer, signDocument } from './signer.fixture.ts';

const issuer = createIssuer('EdDSA');
const plan = { type: 'Ed25519Signature2020', proofContext: 'https://w3id.org/security/suites/ed25519-2020/v1' };
const trust = trustIn([issuer.key], farmer);
const subject = farmer['credentialSubject'] as JsonObject;
let signed: JsonObject;

beforeAll(async () => {
  signed = await signDocument(farmer, issuer, plan);
});

async function errorOf(document: unknown, signal?: AbortSignal): Promise<string> {
  const checked = await checkLinkedData(document, trust, signal);
  return checked.ok ? 'good' : checked.error;
}

describe('contexts', () => {
  it('refuses another list of contexts, under which a good signature would say something else', async () => {
    const keys = keysFromFile('keys/mosip-vc-verifier/didMosipKey.json');
    const genuine = readVector('inji-qr/insurance-2025.json');
    const swapped = readVector('derived-attacks/a3-inline-context-substitution.json');
    expect(await checkLinkedData(swapped, trustIn(keys, genuine))).toEqual({ ok: false, error: 'context-not-allowed' });
    // With its own list allowed it passes: the list is what keeps it out.
    expect(await checkLinkedData(swapped, trustIn(keys, swapped))).toMatchObject({ ok: true });
  });

  it.each([
    ['added', [...(farmer['@context'] as string[]), { fullName: 'https://example.org/x' }]],
    ['in another order', [...(farmer['@context'] as string[])].reverse()],
    ['left out', []],
    ['as an address nobody knows', ['https://example.org/context.json']],
  ])('refuses a context %s', async (_, context) => {
    expect(await errorOf({ ...signed, '@context': context })).toBe('context-not-allowed');
  });

  it.each([
    ['subject', { ...farmer, credentialSubject: { ...subject, '@context': { fullName: null } } }],
    ['list', { ...farmer, credentialSubject: [{ ...subject, '@context': null }] }],
    ['status', { ...farmer, credentialStatus: { '@context': [] } }],
  ])('refuses a context inside the %s', async (_, document) => {
    expect(await errorOf({ ...document, proof: signed['proof'] })).toBe('context-not-allowed');
  });

  it('reads an allowed context that it does not have as nothing', async () => {
    const context = ['https://www.w3.org/2018/credentials/v1', 'https://example.org/own.json'];
    const document = { ...signed, '@context': context };
    const own = { ...trust, contexts: [context] };
    expect(await checkLinkedData(document, own)).toEqual({ ok: false, error: 'context-not-allowed' });
  });

  it('takes a context from the trust list, if its hash is right', async () => {
    const url = 'https://example.org/own.json';
    const text = JSON.stringify({ '@context': { '@vocab': 'https://example.org/own#' } });
    const sha256 = createHash('sha256').update(text).digest('hex');
    const context = ['https://www.w3.org/2018/credentials/v1', url];
    const document = { ...signed, '@context': context };
    const own = { ...trust, contexts: [context], contextDocuments: [{ url, sha256, text }] };
    expect(await checkLinkedData(document, own)).toEqual({ ok: false, error: 'bad-signature' });
    const wrong = { ...own, contextDocuments: [{ url, sha256: '0'.repeat(64), text }] };
    expect(await checkLinkedData(document, wrong)).toEqual({ ok: false, error: 'context-not-allowed' });
  });
});

describe('documents that are no credentials, or too much of one', () => {
  const deep = (levels: number): Json => (levels === 0 ? 'x' : { fullName: deep(levels - 1) });
  it.each<[string, unknown, string]>([
    ['nothing', null, 'malformed'],
    ['a list', [signed], 'malformed'],
    ['a text', 'x', 'malformed'],
    ['no proof', farmer, 'malformed'],
    ['a proof that is text', { ...farmer, proof: 'x' }, 'malformed'],
    ['a number that JSON has not', { ...farmer, credentialSubject: { size: Number.NaN } }, 'malformed'],
    ['half a letter', { ...farmer, credentialSubject: { fullName: '\uD83D' } }, 'malformed'],
    ['half a letter in a name', { ...farmer, credentialSubject: { '\uDE00': 'x' } }, 'malformed'],
    [
      'a prototype',
      { ...farmer, credentialSubject: JSON.parse('{"__proto__":{"fullName":"x"}}') as Json },
      'malformed',
    ],
    ['a graph', { ...farmer, '@graph': [] }, 'malformed'],
    ['a reverse property', { ...farmer, credentialSubject: { '@reverse': {} } }, 'malformed'],
    ['nesting', { ...farmer, credentialSubject: deep(20) }, 'too-complex'],
    ['ten thousand levels', { ...farmer, credentialSubject: deep(5000) }, 'too-complex'],
    [
      'many values',
      { ...farmer, credentialSubject: { benefits: Array.from({ length: 3000 }, String) } },
      'too-complex',
    ],
    ['many objects', { ...farmer, credentialSubject: Array.from({ length: 200 }, () => ({})) }, 'too-complex'],
    ['much text', { ...farmer, credentialSubject: { fullName: 'x'.repeat(3_000_000) } }, 'too-complex'],
  ])('%s', async (_, document, expected) => {
    expect(await errorOf(document)).toBe(expected);
  });

  it('needs an issuer, a subject and the type', async () => {
    for (const name of ['issuer', 'credentialSubject', 'type']) {
      const { [name]: _left, ...rest } = signed;
      expect(await errorOf(rest)).toBe('malformed');
    }
  });

  it('gives up on statements that cannot be told apart', async () => {
    // Every node of a complete graph looks like every other.
    const nodes = Array.from({ length: 9 }, (_, one) => ({
      id: `_:n${one}`,
      fullName: Array.from({ length: 9 }, (_unused, other) => ({ id: `_:n${other}` })).filter(
        ({ id }) => id !== `_:n${one}`,
      ),
    }));
    expect(await errorOf({ ...farmer, credentialSubject: nodes, proof: signed['proof'] })).toBe('too-complex');
  });

  it('stops when it is told to', async () => {
    const pair = (one: number): Json => ({ id: `_:a${one}`, fullName: { id: `_:a${(one + 1) % 40}` } });
    const ring = Array.from({ length: 40 }, (_, one) => pair(one));
    const document = { ...farmer, credentialSubject: ring, proof: signed['proof'] };
    expect(await errorOf(document, AbortSignal.abort())).toBe('too-complex');
  });
});

describe('the network', () => {
  it('is not even loaded', () => {
    const require = createRequire(import.meta.url);
    const open = ['expand', 'context', 'toRdf', 'ContextResolver'].map((name) => `jsonld/lib/${name}.js`);
    for (const name of [...open, 'rdf-canonize']) require(name);
    const files = new Set([...open, 'rdf-canonize'].map((name) => require.resolve(name)));
    for (const file of files) for (const child of require.cache[file]?.children ?? []) files.add(child.filename);
    expect(files.size).toBeGreaterThan(20);
    expect([...files].filter((file) => /http-client|\/undici\/|\/ky\/|documentLoaders/.test(file))).toEqual([]);
  });

  it('is not touched, whatever addresses a card names', async () => {
    const connect = vi.spyOn(Socket.prototype, 'connect').mockImplementation(() => {
      throw new Error('The network was touched.');
    });
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('The network was touched.'));
    const context = ['https://www.w3.org/2018/credentials/v1', 'https://example.org/own.json'];
    const document = { ...signed, '@context': context };
    expect(await checkLinkedData(document, { ...trust, contexts: [context] })).toMatchObject({
      error: 'context-not-allowed',
    });
    expect(await errorOf(signed)).toBe('good');
    expect(connect).not.toHaveBeenCalled();
    expect(fetched).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});

describe('changes to a good card', () => {
  const at = (path: string, value: Json): JsonObject =>
    changed(signed, (bare) => ({
      ...bare,
      credentialSubject: { ...(bare['credentialSubject'] as JsonObject), [path]: value },
    }));

  it.each(['id', 'fullName', 'dateOfBirth', 'landArea'])('finds another %s', async (name) => {
    for (const value of ['Mallory', 5, null, true, ['Mallory'], {}, { '@value': 'Mallory' }]) {
      expect(['bad-signature', 'malformed']).toContain(await errorOf(at(name, value)));
    }
  });

  it.each(['issuer', 'issuanceDate', 'expirationDate', 'id'])(
    'finds another %s, and one that is gone',
    async (name) => {
      expect(await errorOf({ ...signed, [name]: 'urn:other:1' })).toBe('bad-signature');
      if (name === 'issuer') return;
      const { [name]: _left, ...rest } = signed;
      expect(await errorOf(rest)).toBe('bad-signature');
    },
  );

  it('finds another date of signing, and another name of the key', async () => {
    const proof = signed['proof'] as JsonObject;
    expect(await errorOf({ ...signed, proof: { ...proof, created: '2020-01-01T00:00:00Z' } })).toBe('bad-signature');
    const anyKey = { ...trust, findKeys: () => [issuer.key] };
    const renamed = { ...signed, proof: { ...proof, verificationMethod: 'did:example:issuer#other' } };
    expect(await checkLinkedData(renamed, anyKey)).toEqual({ ok: false, error: 'bad-signature' });
  });

  it.each(['', 'z', 'z0OIl', 'u1234', `z${'1'.repeat(500)}`, `z${'2'.repeat(88)}`])(
    'takes no broken signature: %s',
    async (proofValue) => {
      const proof = { ...(signed['proof'] as JsonObject), proofValue };
      expect(['malformed', 'bad-signature']).toContain(await errorOf({ ...signed, proof }));
    },
  );
});
