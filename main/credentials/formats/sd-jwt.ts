import { err, ok, type Result } from '../../../shared/result.ts';
import { refused, type Opened, type Refused } from '../opened.ts';
import type { Surroundings } from '../types.ts';
import { disclose } from './disclosures.ts';
import { openJwt } from './jwt.ts';

/**
 * SD-JWT VC: the issuer's token, `~`, the disclosures. What the holder signed after the last `~` is not looked at: on paper
 * anybody can carry it, so it proves nothing.
 */
export function openSdJwt(text: string, surroundings: Surroundings): Result<Opened, Refused> {
  const [token = '', ...parts] = text.split('~');
  const opened = openJwt(token, surroundings, 'sd-jwt');
  if (!opened.ok) return opened;
  const { issuer, type } = opened.value;
  const isKnown = issuer.types === undefined || issuer.types.some((one) => one.type === type);
  if (!isKnown && issuer.trial !== true) return err(refused('unsupported', 'type-not-allowed', issuer));
  const disclosed = disclose(opened.value.claims, parts.slice(0, -1));
  return disclosed.ok
    ? ok({ ...opened.value, claims: disclosed.value.claims, notCovered: disclosed.value.notSigned })
    : err(refused('bad-signature', 'disclosure-wrong', issuer));
}
