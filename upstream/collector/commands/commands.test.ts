import { Encrypter } from 'age-encryption';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signerOf, verify } from '../../../main/vault/crypto/ed25519.ts';
import { Upstream } from '../../../shared/domain/policy.ts';
import { bundleFrames } from '../../../shared/wire/bundle-frames.ts';
import { fromHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { openEnvelope, sealEnvelope } from '../../../shared/wire/dsse.ts';
import { keyId, type Signer } from '../../../shared/wire/ed25519.ts';
import { Acknowledgement, type EntryLine } from '../../../shared/wire/upload.ts';
import { signResolution } from '../../issuer/commands/resolve.ts';
import { databases, type TestDatabase } from '../sql/sql.fixture.ts';
import { buildProgram, type Program } from '../testing/program.fixture.ts';
import { createStation, issuing, programme, seedOf, type TestStation } from '../testing/station.fixture.ts';

/** The built command line in processes of its own: what it says, where, and with what it ends. */
// Each process opens the database, which the embedded one takes long to do.
vi.setConfig({ testTimeout: 240_000 });
let folder: string;
let database: TestDatabase | undefined;
let program: Program;
let upstream: Upstream;
const path = (name: string): string => join(folder, name);
const collector = (...args: readonly string[]) => program.run(...args, '--data', path('data'));
/** Writes a file and answers its path. */
function file(name: string, content: string | Uint8Array): string {
  writeFileSync(path(name), content);
  return path(name);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tallypoint-commands-'));
  const [, make] = databases.find(([kind]) => kind === 'postgres') ?? [];
  database = await make?.();
  program = await buildProgram(database?.url);
  mkdirSync(path('programme'));
  const [issuingKey] = programme.issuingKeys;
  file('programme/programme.json', JSON.stringify({ programme: programme.programme, issuingKey }));
  const made = await collector('init', '--name', 'collector.example.org', '--programme', path('programme'));
  upstream = Upstream.parse(JSON.parse(made.out));
}, 240_000);
afterAll(async () => {
  await database?.close();
  program.remove();
  rmSync(folder, { recursive: true });
});

async function sealed(one: TestStation, lines: readonly EntryLine[] = one.lines()): Promise<Uint8Array> {
  const head = { bundle: 1, log: one.origin, from: 0, registration: one.registration() };
  const text = [head, ...lines, { c: one.checkpoint() }].map((line) => `${JSON.stringify(line)}\n`).join('');
  const encrypter = new Encrypter();
  encrypter.addRecipient(upstream.recipient);
  return encrypter.encrypt(new Uint8Array(brotliCompressSync(text)));
}

function acknowledgedSize(name: string): number {
  const publicKey = fromHex(upstream.publicKey);
  const opened = openEnvelope(readFileSync(path(name)), {
    payloadType: PAYLOAD_TYPE.acknowledgement,
    maximumBytes: 1_000_000,
    findKey: (id) => (id === keyId(publicKey) ? publicKey : undefined),
    verify,
  });
  if (!opened.ok) throw new Error(opened.error);
  return Acknowledgement.parse(JSON.parse(Buffer.from(opened.value.payload).toString())).head.size;
}

it('makes no second collector in one folder, and knows no other command', async () => {
  expect(await collector('init', '--name', 'other.example.org')).toMatchObject({
    status: 1,
    out: '',
    said: expect.stringContaining('its keys are not overwritten'),
  });
  expect(await program.run('drink')).toMatchObject({ status: 1, said: expect.stringContaining('unknown command') });
  expect(await program.run('take')).toMatchObject({ status: 1, said: expect.stringContaining('missing required') });
  expect(await program.run('take', 'x', '--data', path('none'))).toMatchObject({
    status: 1,
    said: expect.stringContaining('collector.json is missing'),
  });
});

describe('take', () => {
  it('takes in a bundle and the codes of one, and writes what to carry back', async () => {
    const [one, other] = [createStation({ site: 'carried' }), createStation({ site: 'shown' })];
    one.fill(30);
    other.fill(7);
    const frames = bundleFrames(await sealed(other));
    if (!frames.ok) throw new Error(frames.error);
    const bundle = file('1.bundle', await sealed(one));
    const codes = file('codes.txt', `${frames.value.toReversed().join('\r\n')}\n`);
    expect(await collector('take', bundle, codes)).toEqual({
      status: 0,
      out: '',
      said: `${bundle}: ${one.origin} has 30 entries here; carry ${bundle}.ack back.\n${codes}: ${other.origin} has 7 entries here; carry ${codes}.ack back.\n`,
    });
    expect([acknowledgedSize('1.bundle.ack'), acknowledgedSize('codes.txt.ack')]).toEqual([30, 7]);
    // The same again changes nothing.
    expect(await collector('take', bundle)).toMatchObject({ status: 0 });
    expect(acknowledgedSize('1.bundle.ack')).toBe(30);
  });

  it('names each file that it refuses, and takes the others', async () => {
    const one = createStation({ site: 'mixed' });
    one.fill(4);
    const lines = one.lines();
    const forged = file('forged.bundle', await sealed(one, [...lines.slice(0, 2), { ...lines[2]!, s: lines[1]!.s }]));
    const junk = file('junk.bundle', 'no bundle at all');
    const good = file('good.bundle', await sealed(one));
    const ran = await collector('take', forged, junk, good);
    expect(ran.status).toBe(1);
    expect(ran.said.split('\n')).toEqual([
      `${forged}: An entry cannot be read, or does not follow upon the one before. (entry 2)`,
      `${junk}: The request is not as the interface describes it.`,
      `${good}: ${one.origin} has 4 entries here; carry ${good}.ack back.`,
      '2 of 3 bundles were refused',
      '',
    ]);
    expect([forged, junk, good].map((name) => existsSync(`${name}.ack`))).toEqual([false, false, true]);
  });

  it('says which code is missing, which is none, and which file', async () => {
    const one = createStation({ site: 'pieces' });
    one.fill(30);
    const frames = bundleFrames(await sealed(one));
    if (!frames.ok) throw new Error(frames.error);
    const some = file('some.txt', frames.value.slice(1).join('\n'));
    expect(await collector('take', some)).toEqual({
      status: 1,
      out: '',
      said: `${some}: These codes are missing: 1.\n`,
    });
    const smudged = file('smudged.txt', [frames.value[0], 'TB1smudged'].join('\n'));
    expect(await collector('take', smudged)).toMatchObject({
      status: 1,
      said: expect.stringContaining('Line 2 is no code'),
    });
    expect(await collector('take', path('none'))).toMatchObject({ status: 1, said: `${path('none')} is missing\n` });
  });

  it('takes nothing before it knows the programme', async () => {
    renameSync(path('data/programme.json'), path('programme.kept'));
    expect(await collector('take', file('early.bundle', 'x'))).toMatchObject({
      status: 1,
      said: expect.stringContaining("programme.json is missing: copy the issuer's programme.json there"),
    });
    renameSync(path('programme.kept'), path('data/programme.json'));
  });
});

describe('inbox', () => {
  const text = (body: unknown): Uint8Array => utf8Bytes(JSON.stringify(body));
  const certificate = (by: Signer): Uint8Array =>
    text(sealEnvelope(PAYLOAD_TYPE.certificate, text(createStation({ site: 'renewed' }).certificate), by));
  const stranger = signerOf(seedOf('stranger'));

  it('puts a package before its site once, and only the one that its signature names', async () => {
    const bytes = utf8Bytes('the package of a cycle');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const body = { v: 1, programme: 'relief', site: 'carried', number: 1, bytes: bytes.length, sha256 };
    const signature = (by: Signer): Uint8Array => text(sealEnvelope(PAYLOAD_TYPE.outer, text(body), by));
    const cycle = file('one.cycle', bytes);
    const add = () => collector('inbox', 'add-package', cycle);
    expect(await add()).toEqual({ status: 1, out: '', said: `${cycle}.sig is missing\n` });
    file('one.cycle.sig', '{}');
    expect(await add()).toMatchObject({ status: 1, said: `${cycle} is not such a document\n` });
    file('one.cycle.sig', signature(stranger));
    expect(await add()).toMatchObject({
      status: 1,
      said: `${cycle} is not signed by an issuing key of this programme\n`,
    });
    file('one.cycle.sig', signature(issuing));
    file('one.cycle', 'the package of a circle');
    expect(await add()).toMatchObject({ status: 1, said: `${cycle} is not the file that its signature names\n` });
    expect(existsSync(path(`data/packages/${sha256}`))).toBe(false);
    file('one.cycle', bytes);
    expect(await add()).toEqual({ status: 0, out: '', said: `Waiting for carried: ${cycle}\n` });
    expect(readFileSync(path(`data/packages/${sha256}`))).toEqual(Buffer.from(bytes));
    expect(await add()).toEqual({ status: 0, out: '', said: `${cycle} was there already\n` });
  });

  it('puts certificates and decisions of the programme before stations, and nothing else', async () => {
    const renewed = file('renewed.station', certificate(issuing));
    expect(await collector('inbox', 'add-certificate', renewed)).toEqual({
      status: 0,
      out: '',
      said: `Waiting for renewed: ${renewed}\n`,
    });
    const foreign = file('foreign.station', certificate(stranger));
    expect(await collector('inbox', 'add-certificate', foreign)).toMatchObject({
      status: 1,
      said: `${foreign} is not signed by an issuing key of this programme\n`,
    });
    const wrong = file('wrong.station', 'a letter');
    expect(await collector('inbox', 'add-certificate', wrong)).toMatchObject({
      status: 1,
      said: `${wrong} is not such a document\n`,
    });
    const { origin } = createStation({ site: 'carried' });
    const decision = {
      programme: 'relief',
      cycle: '2026-11',
      entitlement: 'A'.repeat(16),
      rightful: `${origin}#3`,
      decidedBy: 'Office',
      note: '',
      decidedAtMs: 1,
    };
    const decided = file('1.resolution', signResolution(decision, issuing));
    expect(await collector('inbox', 'add-resolution', decided)).toEqual({
      status: 0,
      out: '',
      said: `Waiting for carried: ${decided}\n`,
    });
    // A certificate is no decision, however well it is signed.
    expect(await collector('inbox', 'add-resolution', renewed)).toMatchObject({
      status: 1,
      said: `${renewed} is not such a document\n`,
    });
    expect(await collector('inbox', 'add-resolution', path('none'))).toMatchObject({
      status: 1,
      said: `${path('none')} is missing\n`,
    });
  });
});
