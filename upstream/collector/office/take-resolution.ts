import { err, type Result } from '../../../shared/result.ts';
import type { Resolution } from '../../../shared/wire/upload.ts';
import { deliverResolution, type DeliverPorts } from '../inbox/deliver.ts';
import { recordResolution, type ResolutionFailure } from '../readmodel/resolutions.ts';
import { trustOf } from './trust.ts';

/** Takes a signed decision into the reports and puts it before the stations concerned. Again, it changes nothing. */
export async function takeResolution(
  ports: Omit<DeliverPorts, 'programme'> & Readonly<{ programme: DeliverPorts['programme'] | null }>,
  bytes: Uint8Array,
): Promise<Result<Resolution, ResolutionFailure>> {
  const { programme } = ports;
  if (programme === null) return err('unknown-key');
  const recorded = await recordResolution(ports.sql, bytes, trustOf(programme));
  if (!recorded.ok) return recorded;
  const delivered = await deliverResolution({ ...ports, programme }, bytes);
  return delivered.ok ? recorded : err('malformed');
}
