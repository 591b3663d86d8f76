import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deriveSecret } from '../../../main/vault/crypto/argon2.ts';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { installPackage, type Installed } from '../../../main/vault/cycle/install.ts';
import { createRoll } from '../../../main/vault/roll/roll.ts';
import { rollMigrations } from '../../../main/vault/store/migrations.ts';
import { openDatabase } from '../../../main/vault/store/open-database.ts';
import { toHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE, type EnrolmentRequest, type StationCertificate } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import { commonNames } from '../../due/write-due.ts';
import { credentials, NOW_MS, PNG_BYTES, policy, ports } from '../issue/issue.fixture.ts';
import { enrolStation } from '../keys/enrol.ts';
import { createProgramme, openProgramme, type ProgrammeFolder } from '../keys/programme-folder.ts';
import { buildPackage, type BuildOptions } from './build-package.ts';
import { inspectPackage } from './inspect.ts';
import { revokeCards } from './revoke.ts';

const HOUSEHOLDS = 'id,place,phone\nHH-1,Kassala,+249912345678\nHH-2,كسلا,\n';
const MEMBERS = [
  'household,id,name,relation,birth_date,photo',
  'HH-1,M1,Awa Diallo,head,1980,awa.png',
  'HH-1,M2,"Diallo, Musa",child,2015-02-03,',
  'HH-2,M3,محمد أحمد,head,,',
].join('\n');
const ENTITLEMENTS = [
  'id,household,item,quantity,currency,amount,valid_from,valid_until',
  'E-1,HH-1,OIL,2,,,2026-11-01,2026-12-31',
  'E-1,HH-1,,,JOD,12.5,2026-11-01,2026-12-31',
  'E-2,HH-2,,,JOD,7,,',
].join('\n');
const STOCK = 'item,name_en,name_ar,unit,icon,planned_quantity\nOIL,Oil,زيت,bottle,oil,100\n';
const OPERATORS =
  'id,name,role,secret_kind,secret\nAMINA,Amina,clerk,passphrase,\nSAMI,Sami,supervisor,passphrase,four quite different words\n';

let folder: string;
let programme: ProgrammeFolder;
let identity: string;
let certificate: StationCertificate;
const ask = (): Promise<string> => Promise.reject(new Error('keys are open'));

function input(name: string, changes: Readonly<Record<string, string>> = {}): string {
  const path = join(folder, name);
  mkdirSync(join(path, 'photos'), { recursive: true });
  const files = {
    'households.csv': HOUSEHOLDS,
    'members.csv': MEMBERS,
    'entitlements.csv': ENTITLEMENTS,
    'stock.csv': STOCK,
    'operators.csv': OPERATORS,
    'policy.json': JSON.stringify({ ...policy, soleSupervisor: true }),
    ...changes,
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  writeFileSync(join(path, 'photos', 'awa.png'), PNG_BYTES);
  return path;
}

const options = (more: Partial<BuildOptions> & Pick<BuildOptions, 'input' | 'output'>): BuildOptions => ({
  programme,
  site: 'kassala',
  cycle: '2026-11',
  cycleName: 'November',
  delta: false,
  exclude: new Set(),
  validFromMs: NOW_MS,
  validUntilMs: NOW_MS + 1e9,
  nowMs: NOW_MS,
  askPassphrase: ask,
  ...more,
});

async function install(path: string): Promise<Installed & { kind: 'full' }> {
  const result = await installPackage({
    path,
    folder,
    certificate,
    identity,
    current: undefined,
    pinAllowed: false,
    progress: () => undefined,
    signal: new AbortController().signal,
    ports,
  });
  if (!result.ok || result.value.kind !== 'full') throw new Error(JSON.stringify(result));
  return result.value;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'issuer-test-'));
  const keys = join(folder, 'programme');
  await createProgramme({
    folder: keys,
    programme: 'relief',
    programmeName: 'Relief',
    passphrase: undefined,
    recoveryKeys: 2,
    nowMs: NOW_MS,
  });
  programme = openProgramme(keys);
  identity = await generateX25519Identity();
  const station = signerOf(new Uint8Array(randomBytes(32)));
  const request: EnrolmentRequest = {
    v: 1,
    signKey: toHex(station.publicKey),
    recipient: await identityToRecipient(identity),
    pinAllowed: false,
    createdAtMs: NOW_MS,
    appVersion: '1',
  };
  const enrolled = enrolStation({
    request: utf8Bytes(
      JSON.stringify(sealEnvelope(PAYLOAD_TYPE.enrolment, utf8Bytes(JSON.stringify(request)), station)),
    ),
    site: 'kassala',
    siteName: 'Kassala',
    desk: 'desk-1',
    deskName: 'Desk 1',
    validFromMs: NOW_MS,
    validUntilMs: NOW_MS * 2,
    nowMs: NOW_MS,
    programme: programme.programme,
    stations: [],
    signer: await programme.issuingSigner(ask),
  });
  programme.saveStations(enrolled.stations);
  certificate = enrolled.certificate;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('issues what the files say, and a delta of what changed since', async () => {
  const output = join(folder, 'one.cycle');
  const upstream = { name: 'collector.example.org', publicKey: '12'.repeat(32), recipient: `age1${'q'.repeat(58)}` };
  writeFileSync(join(programme.folder, 'upstream.json'), JSON.stringify(upstream));
  writeFileSync(join(programme.folder, 'credentials.json'), JSON.stringify(credentials));
  const built = await buildPackage(options({ input: input('good'), output }));
  expect(built.manifest).toMatchObject({
    kind: 'full',
    number: 1,
    previous: null,
    totals: { OIL: 2, 'cash:JOD': 19_500 },
  });
  const done = await install(output);
  const opened = openDatabase({
    path: join(folder, done.file),
    key: done.key,
    migrations: rollMigrations,
    now: ports.now,
  });
  if (!opened.ok) throw new Error(opened.error);
  const roll = createRoll(opened.value);
  expect(roll.householdById('HH-1')).toMatchObject({
    size: 2,
    status: 'active',
    members: [{ id: 'M1', photo: 'awa.png' }, { name: 'Diallo, Musa' }],
  });
  expect(roll.entitlementsOf('HH-1')[0]?.lines).toEqual([
    { kind: 'item', line: '1', item: 'OIL', quantity: 2 },
    { kind: 'cash', line: '2', currency: 'JOD', amountMinor: 12_500 },
  ]);
  expect(roll.items()[0]?.name).toEqual({ en: 'Oil', ar: 'زيت' });
  expect(roll.trust()).toMatchObject({ upstream, credentials });
  opened.value.close();

  // The secret that was made up is on the list, and only there; it gives the very key in the package.
  const list = readFileSync(built.secretsFile ?? '', 'utf8');
  const secret = /^AMINA\tAmina\t(.+)$/m.exec(list)?.[1] ?? '';
  expect(secret.split(' ')).toHaveLength(5);
  expect(list).not.toContain('SAMI');
  const [amina] = done.operators;
  expect(amina && toHex(await deriveSecret(secret, amina.kdf))).toBe(amina?.derivedKey);

  revokeCards(programme, ['AA'.repeat(8)], NOW_MS);
  const delta = await buildPackage(
    options({
      input: input('changed', { 'households.csv': HOUSEHOLDS.replace('Kassala', 'Gedaref') }),
      output: join(folder, 'two.cycle'),
      delta: true,
    }),
  );
  expect(delta.manifest).toMatchObject({
    kind: 'delta',
    number: 2,
    previous: built.manifestHash,
    cycleSecret: built.manifest.cycleSecret,
  });
  expect(delta.manifest.parts.slice(0, 2).map(({ count }) => count)).toEqual([1, 0]);
  // Nobody's secret changes by itself.
  expect(delta.secretsFile).toBeUndefined();

  const shown = await inspectPackage({
    path: output,
    programme: programme.programme,
    identity: await programme.recoveryIdentity(ask),
  });
  expect(shown).toMatchObject({ number: 1, cycleName: 'November' });
  expect(shown).not.toHaveProperty('cycleSecret');
  writeFileSync(output, 'x');
  await expect(inspectPackage({ path: output, programme: programme.programme, identity })).rejects.toThrow('truncated');
}, 20_000);

it('lists every wrong row and issues nothing', async () => {
  const wrong = input('wrong', {
    'households.csv': `${HOUSEHOLDS}HH-1,Again,\nhh 3,,\nHH-4,,\n`,
    'members.csv': `${MEMBERS}\nHH-4,M4,Eve,head,80,eve.png\n`,
    'entitlements.csv': `${ENTITLEMENTS}\nE-3,HH-9,OIL,2,,,,\nE-4,HH-2,RICE,1,,,,\nE-5,HH-2,,,JOD,1.23456,,\nE-6,HH-2,OIL,two,,,,\n`,
    'operators.csv': 'id,name,role,secret_kind,secret\nPIN,Pin,supervisor,pin,123456\nWEAK,Weak,clerk,,short\n',
  });
  const output = join(folder, 'wrong.cycle');
  const failure = await buildPackage(options({ input: wrong, output })).then(
    () => '',
    (thrown: Error) => thrown.message,
  );
  for (const part of [
    'households.csv:4 HH-1: household is listed twice',
    'households.csv:5 hh 3:',
    'households.csv:6 HH-4: members.0.birthDate',
    'entitlements.csv:5 E-3: household HH-9 is not in the roll',
    'entitlements.csv:6 E-4: item RICE is not in the stock plan',
    'entitlements.csv:7 E-5: amount is no sum in JOD',
    'entitlements.csv:8 E-6: lines.0.quantity',
    'operators.csv:2 PIN: a PIN needs',
    'operators.csv:3 WEAK: secret is too weak',
  ])
    expect(failure).toContain(part);
  expect(existsSync(output)).toBe(false);
  expect(programme.packages().find(({ site }) => site === 'kassala')?.number).not.toBe(3);
});

it('leaves out what is excluded by name', async () => {
  const some = input('some', { 'entitlements.csv': `${ENTITLEMENTS}\nE-3,HH-9,OIL,2,,,,\n` });
  const exclude = new Set(['E-3', 'HH-2']);
  const built = await buildPackage(options({ input: some, output: join(folder, 'three.cycle'), exclude }));
  expect(built.manifest.totals).toEqual({ OIL: 2, 'cash:JOD': 12_500 });
  const due = gunzipSync(readFileSync(join(folder, 'three.cycle.due'))).toString();
  expect(due).toContain(commonNames(programme.commonSecret(), '2026-11')('E-1'));
});

it('names missing files and columns', async () => {
  const built = (from: string) => buildPackage(options({ input: from, output: join(folder, 'x.cycle') }));
  await expect(built(join(folder, 'none'))).rejects.toThrow('neither stock.csv nor stock.ndjson');
  const odd = input('odd', { 'stock.csv': 'item,unit\nOIL,l\n' });
  await expect(built(odd)).rejects.toThrow('column icon, planned_quantity is missing');
});
