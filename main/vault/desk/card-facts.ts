import { readCard } from '../../../shared/wire/card.ts';
import { withoutCheck } from '../../../shared/wire/check-characters.ts';
import { decodeCbor, readSign1 } from '../../../shared/wire/cose.ts';
import { fromBase32 } from '../../../shared/wire/base32.ts';
import { readReceiptCode, type ReceiptCode } from '../../../shared/wire/receipt-code.ts';
import { verify } from '../crypto/ed25519.ts';
import type { CardFacts } from '../entitlements/verdict.ts';
import type { Roll } from '../roll/roll.ts';
import { isSwappedKeyboard, readScanText } from './scan-text.ts';

/** What a scan is and whom it names. A receipt is told apart: it shows its household but never serves as a card. */
export type Scanned = Readonly<{ card: CardFacts; household: string | null; receipt: ReceiptCode | null }>;

type Trusting = Pick<Roll, 'trust' | 'isRevoked' | 'manifest'>;

/** Reads a scan as far as it can be trusted; `nowMs` picks the issuing keys in force. */
export function readScan(raw: string, roll: Trusting, nowMs: number): Scanned {
  const text = readScanText(raw);
  if (text.kind === 'unreadable') return nobody({ kind: 'unreadable', reason: text.reason });
  if (text.kind === 'receipt') {
    const receipt = readReceiptCode(text.text);
    return receipt.ok
      ? { ...nobody({ kind: 'unreadable', reason: 'not-our-code' }), receipt: receipt.value }
      : nobody({ kind: 'unreadable', reason: damageOf(text.text) });
  }
  return readOurCard(text.text, roll, nowMs);
}

function readOurCard(text: string, roll: Trusting, nowMs: number): Scanned {
  const key = (keyId: string): Uint8Array | undefined => {
    const known = roll.trust().cardKeys.find((one) => one.kid === keyId);
    return known !== undefined && known.validFromMs <= nowMs && nowMs < known.validUntilMs
      ? Buffer.from(known.publicKey, 'hex')
      : undefined;
  };
  const read = readCard(text, key, verify);
  const { programme } = roll.manifest();
  if (!read.ok) {
    if (read.error === 'unreadable' || read.error === 'not-a-card') {
      return nobody({ kind: 'unreadable', reason: damageOf(text) });
    }
    if (read.error === 'forged') return nobody({ kind: 'forged' });
    const claimed = claimedProgramme(text);
    const foreign = claimed !== undefined && claimed !== programme;
    return nobody({ kind: 'unknown-issuer', reason: foreign ? 'foreign-programme' : 'foreign-key' });
  }
  const card = read.value;
  if (card.programme !== programme) return nobody({ kind: 'unknown-issuer', reason: 'foreign-programme' });
  return {
    card: {
      kind: 'genuine',
      revoked: roll.isRevoked(card.serial),
      site: card.site,
      validFromMs: card.validFromMs,
      validUntilMs: card.validUntilMs,
    },
    household: card.household,
    receipt: null,
  };
}

function nobody(card: CardFacts): Scanned {
  return { card, household: null, receipt: null };
}

function damageOf(text: string): 'wrong-keyboard' | 'damaged-text' {
  return isSwappedKeyboard(text, (swapped) => withoutCheck(swapped) !== undefined) ? 'wrong-keyboard' : 'damaged-text';
}

const MAXIMUM_BYTES = 600;
const PROGRAMME_CLAIM = 1;

/** The programme that a card of an unknown signer claims to be of: not proven, only good for telling the clerk which card this is. */
function claimedProgramme(text: string): string | undefined {
  const bytes = fromBase32((withoutCheck(text) ?? '').slice(3), MAXIMUM_BYTES);
  const signed = bytes.ok ? readSign1(bytes.value, MAXIMUM_BYTES) : bytes;
  if (!signed.ok) return undefined;
  const map = decodeCbor(signed.value.payload, MAXIMUM_BYTES);
  const claimed = map.ok && map.value instanceof Map ? (map.value.get(PROGRAMME_CLAIM) as unknown) : undefined;
  return typeof claimed === 'string' ? claimed : undefined;
}
