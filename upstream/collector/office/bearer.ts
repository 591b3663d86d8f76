import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a request's `Authorization` carries the token. Takes the same time however much of it is right. */
export function hasToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer ([\x21-\x7e]{1,512})$/.exec(authorization ?? '')?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
