import type { Verdict } from '../../shared/ipc/views.ts';
import { must, SECRET, type Station } from './station.fixture.ts';

/** The supervisor's approval, as typed at the desk. */
export const approval = { operator: 'OMAR', secret: SECRET.OMAR } as const;

/** A second supervisor's, for what OMAR does himself. */
export const coSignature = { operator: 'RANIA', secret: SECRET.RANIA } as const;

/** Changes who is signed in. */
export async function takeDesk(client: Station['client'], operator: 'AMINA' | 'OMAR'): Promise<void> {
  must(await client.session.signIn({ operator, secret: SECRET[operator] }));
}

/** Everything that a verdict shows as due, to the first member of household `number`. */
export function whole(verdict: Pick<Verdict, 'token' | 'due'>, number = 1) {
  return {
    token: verdict.token,
    collector: { kind: 'member' as const, id: `HH-20-${number}-1` },
    lines: verdict.due
      .filter(({ remaining }) => remaining > 0)
      .map(({ entitlement, line, remaining }) => ({ entitlement, line, quantity: remaining })),
  };
}
