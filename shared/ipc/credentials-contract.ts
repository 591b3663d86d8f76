import { z } from 'zod';
import { CredentialResult } from '../domain/credential-verdict.ts';
import { CredentialFormat, TrustList } from '../domain/trust-list.ts';
import { command } from './kinds.ts';
import { Verdict } from './views.ts';

const FAILURES = ['locked', 'no-cycle', 'storage-fault'] as const;
const ScannedText = z.object({ text: z.string().max(8192) });

/** What main asks of the vault around the check of a voucher or credential, which happens in a process of its own. */
export const credentialsContract = {
  /** Whom to trust and what time it is. `list` is left out where the asker `knows` it already by its name. */
  surroundings: command(
    z.object({ knows: z.string().max(64).nullable() }),
    z.object({
      id: z.string(),
      list: TrustList.nullable(),
      clock: z.object({ nowMs: z.int(), seenMs: z.int() }),
    }),
    FAILURES,
  ),
  /**
   * The station's verdict on a text that was checked by the list named `trust`; `result` is null where the check took too long. The
   * answer is null where another list was put in force meanwhile: then the text must be checked anew.
   */
  judge: command(
    ScannedText.extend({ trust: z.string().max(64), result: CredentialResult.nullable() }),
    Verdict.nullable(),
    FAILURES,
  ),
} as const;

const Key = z.object({
  id: z.string(),
  fromMs: z.int().nullable(),
  untilMs: z.int().nullable(),
  revokedAtMs: z.int().nullable(),
  stolen: z.boolean(),
});

/** The trust list as a supervisor reads it: no key itself, and nothing of what is in a status list. */
export const TrustListView = z.object({
  /** When it was drawn up; null where the cycle brings none. */
  asOfMs: z.int().nullable(),
  /** Of the list; 0 where it has none. */
  number: z.int(),
  source: z.enum(['package', 'link', 'stick']),
  /** When it came; for a list of the package, when that was issued. */
  cameAtMs: z.int(),
  issuers: z.array(
    z.object({ id: z.string(), name: z.string(), formats: z.array(CredentialFormat), keys: z.array(Key) }),
  ),
  statusLists: z.array(
    z.object({
      uri: z.string(),
      fetchedAtMs: z.int(),
      maxAgeMs: z.int(),
      whenOlder: z.enum(['allow-with-flag', 'refuse']),
    }),
  ),
  providers: z.array(z.object({ id: z.string(), name: z.string(), services: z.int() })),
});
/** What the file that a supervisor chose may be refused for. */
export const TRUST_FILE_FAILURES = [
  ...FAILURES,
  'not-allowed',
  'disk-full',
  'file-missing',
  'not-a-trust-list',
  'forged-trust-list',
  'foreign-trust-list',
  'other-cycle-trust-list',
  'older-trust-list',
] as const;
export type TrustListView = z.infer<typeof TrustListView>;
