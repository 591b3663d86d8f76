import { contract, type Station } from '../shared/ipc/contract.ts';
import { createClient, type Bridge } from '../shared/ipc/client.ts';
import type { Client } from '../shared/ipc/kinds.ts';
import type { z } from 'zod';
import type { StationView as StationViewShape } from '../shared/ipc/views.ts';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly bridge: Bridge;
  }
}

export type StationClient = Client<Station>;
export type StationView = z.infer<typeof StationViewShape>;
export type VaultView = StationView['vault'];

/** The typed door to the station. A bridge that breaks is told as a failure like any other, so that no screen hangs. */
export function connect(bridge: Bridge): StationClient {
  return createClient(contract, {
    call: (name, input) =>
      bridge.call(name, input).catch(() => ({ ok: false, error: { code: 'unexpected', incident: 'bridge' } })),
    listen: bridge.listen,
  });
}
