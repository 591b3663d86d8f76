import type { Database } from '@signalapp/sqlcipher';
import type { Operator } from '../../../shared/domain/policy.ts';
import {
  EntitlementChange,
  HouseholdChange,
  StockItem,
  type Entitlement,
  type Household,
} from '../../../shared/domain/roll.ts';
import type { PackageManifest } from '../../../shared/wire/documents.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import { createTotals } from '../../../shared/wire/package/totals.ts';
import { writeMeta } from '../roll/meta.ts';
import { createRollEditor } from '../roll/roll-editor.ts';
import type { Row } from '../roll/roll-writer.ts';
import { blob } from '../store/blob.ts';
import type { FullContent, Slice } from './full-content.ts';
import { readRows, type RowReader } from './lines.ts';
import { hasUniqueLines, readOperators, readPhoto, readPolicy, readTrust, requireItems, takePart } from './parts.ts';
import { Refusal } from './refusal.ts';
import type { StreamedPart } from './unpack.ts';

/**
 * Applies a delta package to the roll, inside the caller's one transaction. Stock plan, operators, policy and trust come
 * whole; households and entitlements as changes. The sums after it must be the manifest's. Throws a Refusal.
 */
export async function readDeltaContent(
  db: Database,
  manifest: PackageManifest,
  parts: AsyncGenerator<StreamedPart>,
  slice: Slice,
): Promise<FullContent & { operators: readonly Operator[] }> {
  const editor = createRollEditor(db);
  const totals = createTotals(editor.totals());

  const take = async <T>(reader: RowReader<T>, apply: (rows: Row<T>[]) => void): Promise<void> => {
    const { part, chunks } = await takePart(parts);
    let count = 0;
    for await (const rows of readRows(chunks, part.name, reader)) {
      apply(rows);
      count += rows.length;
      await slice('reading');
    }
    if (count !== part.count) throw new Refusal('bad-content', `${part.name}: not as many as the manifest says`);
  };
  const eachOnce = (seen: Set<string>, id: string): void => {
    if (seen.has(id)) throw new Refusal('bad-content', 'duplicate-id');
    seen.add(id);
  };

  const households = new Set<string>();
  await take({ schema: HouseholdChange }, (rows) => {
    for (const { value, bytes } of rows) {
      eachOnce(households, value.op === 'put' ? value.household.id : value.id);
      if (value.op === 'put') editor.putHousehold(recordOf<Household>(value.household, bytes, 'household'));
      else refuse(editor.removeHousehold(value.id));
    }
  });
  const entitlements = new Set<string>();
  await take({ schema: EntitlementChange }, (rows) => {
    for (const { value, bytes } of rows) {
      const id = value.op === 'put' ? value.entitlement.id : value.id;
      eachOnce(entitlements, id);
      const before = editor.takeEntitlement(id);
      if (before !== undefined) totals.remove(before);
      if (value.op === 'remove') {
        if (before === undefined) refuse('unknown-entitlement');
        continue;
      }
      if (!totals.add(value.entitlement) || !hasUniqueLines(value.entitlement)) refuse('sums');
      refuse(editor.putEntitlement(recordOf<Entitlement>(value.entitlement, bytes, 'entitlement')));
    }
  });
  if (editor.hasOrphans()) refuse('unknown-household');
  if (!totals.equal(manifest.totals)) refuse('totals are not as the manifest says');

  const items: Row<StockItem>[] = [];
  await take({ schema: StockItem }, (rows) => void items.push(...rows));
  refuse(editor.replaceItems(items));
  requireItems(Object.keys(totals.sums()), new Set(items.map(({ value }) => value.item)));
  const operators = await readOperators(parts);
  const policy = await readPolicy(parts);
  const { revokedCards, ...trust } = await readTrust(parts);
  editor.replaceRevokedCards(revokedCards);
  for await (const streamed of parts) {
    editor.putPhoto(...(await readPhoto(streamed)));
    await slice('reading');
  }
  const counts = editor.counts();
  writeMeta(db, { policy, trust, totals: totals.sums(), counts });
  return { households: counts.households, entitlements: counts.entitlements, operators };
}

/** The record within `{"op":"put","…":record}`: the line is spelt plainly, so the record is a piece of its bytes. */
function recordOf<T>(value: T, bytes: Uint8Array<ArrayBuffer>, name: string): Row<T> {
  const start = utf8Bytes(`{"op":"put","${name}":`);
  const isFirst = start.every((byte, index) => bytes[index] === byte);
  return { value, bytes: isFirst ? bytes.subarray(start.length, -1) : blob(utf8Bytes(JSON.stringify(value))) };
}

function refuse(reason: string | undefined): void {
  if (reason !== undefined) throw new Refusal('bad-content', reason);
}
