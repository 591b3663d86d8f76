import type { CredentialResult } from '../../shared/domain/credential-verdict.ts';
import type { TrustList } from '../../shared/domain/trust-list.ts';
import type { Clock } from './types.ts';

/** What main tells the credentials process: whom to trust from now on, and a text to check. Answered in any order. */
export type CheckerRequest = Readonly<{ trust: TrustList } | { id: number; text: string; clock: Clock }>;
export type CheckerMessage = Readonly<{ ready: true } | { id: number; result: CredentialResult }>;
