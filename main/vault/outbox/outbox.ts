import type { Upstream } from '../../../shared/domain/policy.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import { signerOf } from '../crypto/ed25519.ts';
import type { Core } from '../session/core.ts';
import type { Serving } from '../session/serving.ts';
import { logOrigin } from '../setup/certificate.ts';
import type { Secrets } from '../setup/station-file.ts';

/** All that sending needs, from sign-in to lock: the log, the key that signs for it, and whom the programme believes. */
export type Outbox = Readonly<{
  serving: Serving;
  signer: Signer;
  /** Names the log. */
  origin: string;
  certificate: NonNullable<Secrets['certificate']>;
  upstream: Upstream;
}>;

/** `locked`: nobody who serves is signed in. `no-upstream`: no package, or one that names no collector. */
export function outboxOf(core: Core): Outbox | 'locked' | 'no-upstream' {
  const serving = core.serving();
  const { unlocked } = core.state;
  if (serving === undefined || unlocked?.secrets.certificate == null) return 'locked';
  const upstream = serving.cycle?.roll.trust().upstream;
  if (upstream === undefined) return 'no-upstream';
  const { certificate, signSeed } = unlocked.secrets;
  return {
    serving,
    signer: signerOf(Buffer.from(signSeed, 'hex')),
    origin: logOrigin(certificate.body),
    certificate,
    upstream,
  };
}
