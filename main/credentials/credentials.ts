import type { CredentialResult } from '../../shared/domain/credential-verdict.ts';
import type { Result } from '../../shared/result.ts';
import { openCwt } from './formats/cwt.ts';
import { openGv1 } from './formats/gv1.ts';
import { openJsonLd } from './formats/json-ld.ts';
import { openJwt } from './formats/jwt.ts';
import { openSdJwt } from './formats/sd-jwt.ts';
import { refused, type Opened, type Refused } from './opened.ts';
import { recognise, type Openable } from './read/recognise.ts';
import type { Surroundings } from './types.ts';
import { presentedBy, resultOfRefused, weigh } from './weigh.ts';

/**
 * The one way from a scanned text to a verdict: recognise, open, weigh. Clock, trust and limits are given; nothing is looked up
 * anywhere, and no key or address in the text itself is ever used.
 */
export async function checkCredential(text: string, surroundings: Surroundings): Promise<CredentialResult> {
  const recognised = recognise(text);
  const { kind } = recognised;
  if ('verdict' in recognised) return resultOfRefused(kind, recognised);
  if (recognised.kind === 'openg2p-code') {
    const result = resultOfRefused(kind, refused('look-up-only', 'unsigned-code'));
    return { ...result, claims: { code: recognised.text } };
  }
  const opened = await open(recognised, surroundings);
  if (opened.ok) return weigh(kind, opened.value, surroundings);
  const { unsigned } = opened.error;
  const result = resultOfRefused(kind, opened.error);
  return unsigned === undefined ? result : { ...result, presented: await presentedBy(kind, unsigned, surroundings) };
}

function open(
  recognised: Openable,
  surroundings: Surroundings,
): Result<Opened, Refused> | Promise<Result<Opened, Refused>> {
  switch (recognised.kind) {
    case 'gv1':
      return openGv1(recognised.text, surroundings);
    case 'sd-jwt':
      return openSdJwt(recognised.text, surroundings);
    case 'json-ld':
      return openJsonLd(recognised.document, surroundings);
    case 'claim-169':
      return openCwt(recognised.bytes, surroundings);
    case 'jwt':
      return openJwt(recognised.text, surroundings);
  }
}
