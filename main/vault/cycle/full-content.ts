import type { Database } from '@signalapp/sqlcipher';
import { Operator, Policy, Trust } from '../../../shared/domain/policy.ts';
import { Entitlement, Household, StockItem } from '../../../shared/domain/roll.ts';
import type { PackageManifest } from '../../../shared/wire/documents.ts';
import { createTotals } from '../../../shared/wire/package/totals.ts';
import { createRollWriter, type Row, type RowRefusal } from '../roll/roll-writer.ts';
import { hasUniqueLines, readOperators, readPhoto, readPolicy, readTrust, requireItems, takePart } from './parts.ts';
import { readRows, type RowReader } from './lines.ts';
import {
  createPlainEntitlements,
  plainHousehold,
  type PlainEntitlement,
  type PlainHousehold,
} from './plain-records.ts';
import { Refusal } from './refusal.ts';
import type { StreamedPart } from './unpack.ts';

export type FullContent = Readonly<{ households: number; entitlements: number; operators: readonly Operator[] }>;

/** Lets others work, moves the progress on, and throws a Refusal once cancelled. */
export type Slice = (step: 'reading' | 'finishing') => Promise<void>;

/** Reads all parts of a full package into a new cycle database, inside the caller's transaction. Throws a Refusal. */
export async function readFullContent(
  db: Database,
  manifest: PackageManifest,
  parts: AsyncGenerator<StreamedPart>,
  slice: Slice,
): Promise<FullContent> {
  const writer = createRollWriter(db);
  const totals = createTotals();

  const take = async <T>(
    reader: RowReader<T>,
    write: (rows: Row<T>[]) => RowRefusal | undefined,
    end?: () => RowRefusal | undefined,
  ) => {
    const { part, chunks } = await takePart(parts);
    const require = (refused: RowRefusal | undefined): void => {
      if (refused !== undefined) throw new Refusal('bad-content', `${part.name}: ${refused}`);
    };
    let count = 0;
    for await (const rows of readRows(chunks, part.name, reader)) {
      require(write(rows));
      count += rows.length;
      await slice('reading');
    }
    require(end?.());
    if (count !== part.count) throw new Refusal('bad-content', `${part.name}: not as many as the manifest says`);
    return count;
  };

  const households = await take<PlainHousehold>(
    { schema: Household, plain: plainHousehold },
    writer.households,
    writer.householdsEnd,
  );
  const entitlements = await take<PlainEntitlement>(
    { schema: Entitlement, plain: createPlainEntitlements() },
    (rows) => {
      for (const { value } of rows) {
        if (!totals.add(value) || !hasUniqueLines(value)) throw new Refusal('bad-content', 'entitlements.ndjson: sums');
      }
      return writer.entitlements(rows);
    },
    writer.entitlementsEnd,
  );
  if (!totals.equal(manifest.totals)) throw new Refusal('bad-content', 'totals are not as the manifest says');
  const items = new Set<string>();
  await take({ schema: StockItem }, (rows) => {
    for (const { value } of rows) items.add(value.item);
    return writer.items(rows);
  });
  requireItems(totals.accounts(), items);
  const operators = await readOperators(parts);
  const policy: Policy = await readPolicy(parts);
  const { revokedCards, ...trust }: Trust = await readTrust(parts);
  writer.revokedCards(revokedCards);

  let photos = 0;
  for await (const streamed of parts) {
    const refused = writer.photo(...(await readPhoto(streamed)));
    if (refused !== undefined) throw new Refusal('bad-content', refused);
    photos += 1;
    await slice('reading');
  }
  writer.meta({ policy, trust, totals: totals.sums(), counts: { households, entitlements, photos } });
  return { households, entitlements, operators };
}
