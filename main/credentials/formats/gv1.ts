import { err, ok, type Result } from '../../../shared/result.ts';
import { fromBase64Url, toBase64Url } from '../../../shared/wire/bytes.ts';
import { keyId, type Verify } from '../../../shared/wire/ed25519.ts';
import { readVoucher, type VoucherFailure } from '../../../shared/wire/gv1.ts';
import { refused, type Opened, type Refused } from '../opened.ts';
import { verifySignature } from '../signature.ts';
import { goesBy, type TrustedSigner } from '../trusting/issuers.ts';
import type { Surroundings } from '../types.ts';

const FAILURES: Readonly<Record<VoucherFailure, Refused>> = {
  'not-a-voucher': refused('malformed', 'damaged-text'),
  unreadable: refused('malformed', 'damaged-text'),
  'unknown-issuer': refused('untrusted-issuer', 'no-such-key'),
  forged: refused('bad-signature', 'signature-wrong'),
  unsupported: refused('unsupported', 'unsupported-version'),
};

const verify: Verify = (signature, message, publicKey) =>
  verifySignature({ kty: 'OKP', crv: 'Ed25519', x: toBase64Url(publicKey) }, 'EdDSA', message, signature);

/** The programme's own voucher. Its key is found by what the key is, for that is what its header names. */
export function openGv1(text: string, { trust }: Surroundings): Result<Opened, Refused> {
  let signer: TrustedSigner | undefined;
  const read = readVoucher(
    text,
    (id) => {
      const all = trust.issuers.flatMap((issuer) => issuer.keys.map((key) => ({ issuer, key })));
      signer = all.find(({ issuer, key }) => issuer.formats.includes('gv1') && bytesOf(key.jwk, id) !== undefined);
      return signer === undefined ? undefined : bytesOf(signer.key.jwk, id);
    },
    verify,
  );
  if (!read.ok) return err({ ...FAILURES[read.error], ...(signer === undefined ? {} : { issuer: signer.issuer }) });
  if (signer === undefined) return err(FAILURES['unknown-issuer']);
  const voucher = read.value;
  if (!goesBy(signer.issuer, voucher.programme) && signer.issuer.trial !== true)
    return err(refused('untrusted-issuer', 'no-such-issuer', signer.issuer));
  const { keyId: _keyId, ...claims } = voucher;
  return ok({ format: 'gv1', ...signer, type: null, claims, notCovered: [], swappable: [], voucher });
}

function bytesOf(jwk: TrustedSigner['key']['jwk'], id: string): Uint8Array | undefined {
  if (jwk.kty !== 'OKP') return undefined;
  const bytes = fromBase64Url(jwk.x);
  return keyId(bytes) === id ? bytes : undefined;
}
