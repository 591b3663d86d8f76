import type { EdgeFailure } from '../../shared/ipc/kinds.ts';
import type { VaultView } from '../../shared/ipc/views.ts';
import type { Result } from '../../shared/result.ts';

/** Main asks; `name` is `group.command` of `vaultContract`. Answers come in any order, each under its request's id. */
export type VaultRequest = Readonly<{ id: number; name: string; input: unknown }>;
export type VaultAnswer = Readonly<{ id: number; result: Result<unknown, { code: string } | EdgeFailure> }>;
/** Pushed after a commit; never before. */
export type VaultEvent = Readonly<{ event: 'host.changed'; payload: VaultView }>;
/** A fault of the software: `text` holds no personal data and belongs into the log only. */
export type VaultIncident = Readonly<{ incident: string; text: string }>;
export type VaultMessage = VaultAnswer | VaultEvent | VaultIncident;
