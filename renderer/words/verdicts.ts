import type { VerdictCode, VerdictReason } from '../../shared/domain/verdict.ts';
import type { z } from 'zod';
import type { SoundName } from '../sounds/patterns.ts';
import type { VerdictIconName } from '../icons/verdict-icon.tsx';

type Code = z.infer<typeof VerdictCode>;
export type Tone = 'ok' | 'attention' | 'stop' | 'elsewhere' | 'error';
/** `number` is the short code a clerk can read out to the help desk. */
export type VerdictTone = Readonly<{ tone: Tone; icon: VerdictIconName; sound: SoundName; number: string }>;

const tones: Readonly<Record<Code, VerdictTone>> = {
  ok: { tone: 'ok', icon: 'tick', sound: 'ok', number: 'V-01' },
  attention: { tone: 'attention', icon: 'look', sound: 'attention', number: 'V-02' },
  'needs-approval': { tone: 'attention', icon: 'people', sound: 'attention', number: 'V-03' },
  'already-served': { tone: 'stop', icon: 'clock', sound: 'already', number: 'V-21' },
  revoked: { tone: 'stop', icon: 'stop', sound: 'stop', number: 'V-22' },
  blocked: { tone: 'stop', icon: 'stop', sound: 'stop', number: 'V-23' },
  'wrong-site': { tone: 'elsewhere', icon: 'map', sound: 'stop', number: 'V-31' },
  'not-yet-valid': { tone: 'elsewhere', icon: 'calendar', sound: 'stop', number: 'V-32' },
  expired: { tone: 'elsewhere', icon: 'calendar', sound: 'stop', number: 'V-33' },
  'unknown-beneficiary': { tone: 'elsewhere', icon: 'question', sound: 'stop', number: 'V-34' },
  'out-of-stock': { tone: 'elsewhere', icon: 'empty', sound: 'stop', number: 'V-35' },
  'limit-reached': { tone: 'elsewhere', icon: 'limit', sound: 'stop', number: 'V-36' },
  forged: { tone: 'error', icon: 'cross', sound: 'error', number: 'V-41' },
  'unknown-issuer': { tone: 'error', icon: 'question', sound: 'error', number: 'V-42' },
  'claims-not-signed': { tone: 'error', icon: 'cross', sound: 'error', number: 'V-43' },
  unreadable: { tone: 'error', icon: 'unreadable', sound: 'error', number: 'V-44' },
};

/** Colour, icon, sound and number of a verdict: never colour alone. */
export const verdictTone = (code: Code): VerdictTone => tones[code];

/** Refusals that mean something else than the same verdict on a card of the programme. */
export const REASONS_WITH_OWN_WORDS = [
  'voucher-for-nobody',
  'code-not-signed',
  'voucher-expired',
  'voucher-not-yet-valid',
  'voucher-revoked',
  'voucher-suspended',
  'voucher-forged',
  'signature-missing',
  'issuer-not-trusted',
  'issuer-key-not-in-force',
  'claims-not-signed',
  'link-not-card',
  'took-too-long',
  'format-not-supported',
  'credential-incomplete',
  'voucher-used',
  'voucher-other-provider',
  'voucher-on-hold',
  'voucher-differs',
  'code-not-known',
] as const satisfies readonly VerdictReason[];

type OwnReason = (typeof REASONS_WITH_OWN_WORDS)[number];
type Judged = Readonly<{
  code: Code;
  reasons: readonly VerdictReason[];
  voucher?: Readonly<{ use: 'goods' | 'services' }> | null;
}>;

/** Where the title and the advice of a verdict stand. Its first reason is what decided; services are not given but held. */
export function verdictWords({
  code,
  reasons,
  voucher,
}: Judged):
  | `verdict.${Code}`
  | `verdictOf.${OwnReason}`
  | 'verdictOf.claims-to-approve'
  | `verdictOf.services-${'ok' | 'attention' | 'needs-approval'}` {
  const own = REASONS_WITH_OWN_WORDS.find((reason) => reason === reasons[0]);
  // Of the roll's own household, and a supervisor can let it pass.
  if (own === 'claims-not-signed' && code === 'needs-approval') return 'verdictOf.claims-to-approve';
  if (own !== undefined) return `verdictOf.${own}`;
  const forServices = voucher?.use === 'services';
  return forServices && (code === 'ok' || code === 'attention' || code === 'needs-approval')
    ? `verdictOf.services-${code}`
    : `verdict.${code}`;
}
