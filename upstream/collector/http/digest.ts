import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from './refusal.ts';

/** Refuses a body that is not the one its Content-Digest (RFC 9530) names. SHA-256 or SHA-512 of the bytes as they came. */
export function checkDigest(header: string | string[] | undefined, body: Uint8Array): void {
  const digests = [
    ...[header ?? '']
      .flat()
      .join(', ')
      .matchAll(/(?:^|,)\s*(sha-256|sha-512)=:([A-Za-z0-9+/]+={0,2}):/g),
  ];
  const holds = digests.every(([, name = '', value = '']) => {
    const own = createHash(name.replace('-', '')).update(body).digest();
    const told = Buffer.from(value, 'base64');
    return own.length === told.length && timingSafeEqual(own, told);
  });
  if (digests.length === 0 || !holds) throw new Refusal('bad-digest');
}
