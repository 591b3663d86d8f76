import type { OutboxView } from '../../../shared/ipc/sending-views.ts';
import { database, type Serving } from '../session/serving.ts';
import { newestOf } from './inbox.store.ts';
import { newestAcknowledgement, sentSize, unreadAlarms } from './outbox.store.ts';

/** How far the log is on its way home, and what has come back. */
export function outboxView(serving: Serving): OutboxView {
  const db = database(serving);
  const upstream = serving.cycle?.roll.trust().upstream;
  const newest = newestAcknowledgement(db);
  const arrived = newestOf(db, 'package', 'here');
  const certificate = newestOf(db, 'certificate', 'waiting');
  const installed = serving.cycle?.roll.manifest().number ?? 0;
  return {
    collector: upstream?.name ?? null,
    hasAddress: upstream?.url !== undefined,
    total: serving.ledger.head().size,
    sent: sentSize(db),
    acknowledged: newest?.size ?? 0,
    acknowledgedAtMs: newest?.atMs ?? null,
    alarms: unreadAlarms(db),
    arrivedPackage:
      arrived !== undefined && arrived.number > installed
        ? { id: arrived.id, number: arrived.number, sha256: arrived.sha256 }
        : null,
    arrivedCertificate: certificate === undefined ? null : { id: certificate.id },
  };
}
