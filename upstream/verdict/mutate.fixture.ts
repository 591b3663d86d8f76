import insuranceKeys from '../../resources/vectors/keys/mosip-vc-verifier/didMosipKey.json' with { type: 'json' };
import insurance from '../../resources/vectors/inji-qr/insurance-2025.json' with { type: 'json' };
import { toBase45 } from '../../main/credentials/read/base45.ts';
import { encodeCbor } from '../../shared/wire/cose.ts';
import { deflateSync } from 'node:zlib';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import { issueVoucher } from '../../shared/wire/gv1.ts';
import {
  ISSUER,
  issuerFor,
  NOW_MS,
  NOW_SECONDS,
  ed,
  jwk,
  openG2p,
  sdJwt,
  p256,
  voucher,
  cwt,
  DAY_SECONDS,
} from './sign.fixture.ts';

const signer = signerOf(new Uint8Array(32).fill(3));
const programme = {
  id: 'relief',
  formats: ['gv1'],
  keys: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(signer.publicKey).toString('base64url') },
};
const people = { id: ISSUER, formats: ['sd-jwt', 'claim-169'], keys: [jwk(p256.publicKey), jwk(ed.publicKey)] };

/** Trusts the makers of all that `genuine` holds. */
export const mutationTrust = {
  issuers: [openG2p, programme, people, issuerFor(insurance, insuranceKeys)],
};

/** One valid text of each kind; the JSON-LD one is valid in October 2025. */
export const genuine = {
  jwt: voucher(),
  gv1: issueVoucher(
    {
      programme: 'relief',
      cycle: 'c1',
      beneficiary: 'HH-1',
      id: '00112233445566778899aabbccddeeff',
      validFromMs: NOW_MS - 1000,
      validUntilMs: NOW_MS + 86_400_000,
      items: [{ item: 'RICE', quantity: 10 }],
    },
    signer,
  ),
  'sd-jwt': sdJwt({ iss: ISSUER, vct: 'card', exp: NOW_SECONDS + DAY_SECONDS }, { name: 'Jane' }),
  'claim-169': cwt(
    new Map<number, unknown>([
      [1, ISSUER],
      [4, NOW_SECONDS + DAY_SECONDS],
      [169, new Map([[4, 'Jane']])],
    ]),
  ),
  'json-ld': toBase45(deflateSync(encodeCbor(insurance))),
} as const;
export type GenuineKind = keyof typeof genuine;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_.~=$%*: {}[]",\u0000\u00e9\ud800';

/** Changes, drops, doubles, moves or cuts characters; `draw(n)` gives a whole number below n. */
export function mutate(text: string, draw: (below: number) => number): string {
  let changed = text;
  for (let count = 1 + draw(3); count > 0; count -= 1) {
    const at = draw(changed.length + 1);
    const [head, tail] = [changed.slice(0, at), changed.slice(at)];
    const character = ALPHABET[draw(ALPHABET.length)] ?? '';
    const replaced = head + character + tail.slice(1);
    // Most changes are small: those get furthest.
    const kinds = [
      replaced,
      replaced,
      replaced,
      replaced,
      head + tail.slice(1),
      head + character + tail,
      head + tail.slice(0, 20) + tail,
      tail + head,
      head,
      head + character.repeat(1 + draw(3000)) + tail,
    ];
    changed = kinds[draw(kinds.length)] ?? changed;
  }
  return changed;
}
