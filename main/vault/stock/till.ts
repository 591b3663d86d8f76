import type { Database } from '@signalapp/sqlcipher';
import { cashAccount, type AccountCode } from '../../../shared/domain/account.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { Till } from '../entitlements/availability.ts';

type Row = Readonly<{ account: AccountCode; on_hand: number; net_handed: number }>;

/** What this day session has left: goods and cash on hand, and the cash that the policy still allows. */
export function readTill(db: Database, day: string, policy: Pick<Policy, 'dayLimitMinor'>): Till {
  const rows = db
    .prepare(
      'SELECT account, opening + received - handed + reversed AS on_hand, handed - reversed AS net_handed FROM day_account WHERE day = ?',
    )
    .all<Row>([day]);
  const handed = new Map(rows.map((row) => [row.account, row.net_handed]));
  return {
    onHand: new Map(rows.map((row) => [row.account, row.on_hand])),
    dayLimitLeft: new Map(
      Object.entries(policy.dayLimitMinor).map(([currency, limit]) => [
        currency,
        // Reversals of an earlier day's hand-over give no room for more today.
        limit - Math.max(0, handed.get(cashAccount(currency)) ?? 0),
      ]),
    ),
  };
}
