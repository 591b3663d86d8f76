import { Decrypter, Encrypter } from 'age-encryption';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { signerOf, verify } from '../../../main/vault/crypto/ed25519.ts';
import { fromHex, toHex, utf8Bytes, utf8Text } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE, StationCertificate, type EnrolmentRequest } from '../../../shared/wire/documents.ts';
import { openEnvelope, sealEnvelope } from '../../../shared/wire/dsse.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import { enrolStation } from './enrol.ts';
import { passphraseIdentity, passphraseRecipient } from './passphrase-age.ts';
import { createProgramme, openProgramme } from './programme-folder.ts';
import type { Stations } from './programme.ts';

const NOW_MS = 1_790_000_000_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const create = (passphrase: string | undefined) =>
  createProgramme({ folder, programme: 'relief', programmeName: 'Relief', passphrase, recoveryKeys: 1, nowMs: NOW_MS });

it('locks the secret keys with the passphrase', async () => {
  const made = await create('six words would be even better');
  expect(readdirSync(folder).filter((name) => name.endsWith('.key'))).toEqual([]);
  let asked = 0;
  const opened = openProgramme(folder);
  const ask = (): Promise<string> => {
    asked += 1;
    return Promise.resolve('six words would be even better');
  };
  expect(toHex((await opened.issuingSigner(ask)).publicKey)).toBe(made.issuingKey.publicKey);
  expect(toHex((await opened.cardSigner(ask)).publicKey)).toBe(made.cardKey.publicKey);
  expect(asked).toBe(1);
  await expect(openProgramme(folder).issuingSigner(() => Promise.resolve('wrong'))).rejects.toThrow('does not open');
}, 30_000);

it('locks as age itself does', async () => {
  const mine = new Encrypter();
  mine.addRecipient(passphraseRecipient('open sesame', 4));
  const theirs = new Decrypter();
  theirs.addPassphrase('open sesame');
  expect(await theirs.decrypt(await mine.encrypt('secret'), 'text')).toBe('secret');
  const other = new Encrypter();
  other.setPassphrase('open sesame');
  other.setScryptWorkFactor(4);
  const ours = new Decrypter();
  ours.addIdentity(passphraseIdentity('open sesame'));
  expect(await ours.decrypt(await other.encrypt('secret'), 'text')).toBe('secret');
});

it('makes the secret of common names once, for its owner alone', async () => {
  await create('six words would be even better');
  const path = join(folder, 'due-names.secret');
  expect(existsSync(path)).toBe(false);
  const secret = openProgramme(folder).commonSecret();
  expect(openProgramme(folder).commonSecret()).toBe(secret);
  expect([secret.length, statSync(path).mode & 0o077]).toEqual([64, 0]);
  writeFileSync(path, secret.slice(1));
  expect(() => openProgramme(folder).commonSecret()).toThrow('due-names.secret is not as this program wrote it');
}, 30_000);

it('never overwrites keys', async () => {
  await create(undefined);
  const before = readFileSync(join(folder, 'issuing.key'), 'utf8');
  await expect(create(undefined)).rejects.toThrow('already holds a programme');
  expect(readFileSync(join(folder, 'issuing.key'), 'utf8')).toBe(before);
  expect(() => openProgramme(join(folder, 'none'))).toThrow('make the programme first');
});

it('certifies a station, and the next one for its desk in a new epoch', async () => {
  const programme = await create(undefined);
  const signer = await openProgramme(folder).issuingSigner(() => Promise.reject(new Error('open')));
  const enrol = (station: Signer, desk: string, stations: Stations, tamper = false) => {
    const request: EnrolmentRequest = {
      v: 1,
      signKey: toHex(station.publicKey),
      recipient: programme.recoveryRecipients[0] ?? '',
      pinAllowed: true,
      createdAtMs: NOW_MS,
      appVersion: '1',
    };
    const envelope = sealEnvelope(PAYLOAD_TYPE.enrolment, utf8Bytes(JSON.stringify(request)), station);
    const payload = tamper
      ? Buffer.from(JSON.stringify({ ...request, pinAllowed: false })).toString('base64')
      : envelope.payload;
    return enrolStation({
      request: utf8Bytes(JSON.stringify({ ...envelope, payload })),
      site: 'kassala',
      siteName: 'Kassala',
      desk,
      deskName: 'Desk',
      validFromMs: NOW_MS,
      validUntilMs: NOW_MS + 1,
      nowMs: NOW_MS,
      programme,
      stations,
      signer,
    });
  };
  const first = signerOf(new Uint8Array(randomBytes(32)));
  const one = enrol(first, 'desk-1', []);
  const opened = openEnvelope(utf8Bytes(one.file), {
    payloadType: PAYLOAD_TYPE.certificate,
    maximumBytes: 1e6,
    verify,
    findKey: (id) => (id === programme.issuingKey.kid ? fromHex(programme.issuingKey.publicKey) : undefined),
  });
  expect(opened.ok && StationCertificate.parse(JSON.parse(utf8Text(opened.value.payload)))).toEqual(one.certificate);
  expect(one.certificate.epoch).toBe(1);
  const two = enrol(signerOf(new Uint8Array(randomBytes(32))), 'desk-1', one.stations);
  expect(two.certificate.epoch).toBe(2);
  expect(two.stations).toHaveLength(1);
  const renewed = enrol(first, 'desk-1', one.stations);
  expect(renewed.certificate.epoch).toBe(1);
  expect(renewed.stations).toHaveLength(1);
  expect(() => enrol(first, 'desk-2', one.stations)).toThrow('already serves kassala/desk-1');
  expect(() => enrol(first, 'desk-1', [], true)).toThrow('not a whole enrolment request');
});
