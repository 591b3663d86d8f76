import type { ByteReader, ByteWriter } from './byte-stream.ts';
import type { Canonical } from './canonical.ts';
import { readColumn, writeColumn, type RawRows, type Scalar } from './packed-columns.ts';
import { UPLOAD_LIMITS } from './upload.ts';

/** What an entry holds beside its header. */
export type Fields = Readonly<Record<string, Canonical>>;
export class TooLarge extends RangeError {}

/** Groups the bodies by shape; every place of a shape is a column of its own. `raw` has each body's raw row. */
export function writeBodies(bodies: readonly Fields[], template: ByteWriter, raw: readonly ByteWriter[]): void {
  const shapes = new Map<string, { rows: Scalar[][]; raw: ByteWriter[] }>();
  const order = bodies.map((body, row) => {
    const scalars: Scalar[] = [];
    const shape = JSON.stringify(hollow(body, scalars));
    const group = shapes.get(shape) ?? { rows: [], raw: [] };
    shapes.set(shape, group);
    group.rows.push(scalars);
    group.raw.push(raw[row] as ByteWriter);
    return shape;
  });
  writeColumn(order, [], template, raw);
  for (const { rows, raw: own } of shapes.values()) {
    const width = rows[0]?.length ?? 0;
    const columns: Scalar[][] = [];
    for (let place = 0; place < width; place += 1) {
      const column = rows.map((row) => row[place] as Scalar);
      writeColumn(column, columns, template, own);
      columns.push(column);
    }
  }
}

/** Reads back the bodies in their order. Throws a RangeError where they are not what was written, or too large. */
export function readBodies(raw: RawRows, template: ByteReader): Fields[] {
  const order = readColumn(raw, [], template).map(String);
  const groups = new Map<string, RawRows[number][]>();
  for (const [row, shape] of order.entries()) {
    const own = groups.get(shape) ?? [];
    groups.set(shape, own);
    own.push(raw[row]);
  }
  const filled = new Map<string, Fields[]>();
  let total = 0;
  for (const [shape, own] of groups) {
    total += shape.length * own.length;
    if (shape.length > UPLOAD_LIMITS.entryBytes || total > UPLOAD_LIMITS.batchBytes) throw new TooLarge();
    const empty = JSON.parse(shape) as unknown;
    const holes: Scalar[] = [];
    const width = countHoles(empty);
    const columns: (readonly Scalar[])[] = [];
    for (let place = 0; place < width; place += 1) columns.push(readColumn(own, columns, template));
    filled.set(
      shape,
      own.map((_reader, row) => {
        holes.length = 0;
        for (const values of columns) holes.push(values[row] as Scalar);
        const body = fill(empty, holes.values());
        if (!isFields(body)) throw new RangeError('Not an entry');
        return body;
      }),
    );
  }
  const next = new Map([...filled].map(([shape, list]) => [shape, list.values()]));
  return order.map((shape) => next.get(shape)?.next().value as Fields);
}

/** The value with `null` (which no entry holds) for every text and 0 for every number; those go to `scalars`, in order. */
function hollow(value: Canonical, scalars: Scalar[]): unknown {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' || typeof value === 'number') {
    scalars.push(value);
    return typeof value === 'string' ? null : 0;
  }
  if (Array.isArray(value)) return value.map((item: Canonical) => hollow(item, scalars));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hollow(item, scalars)]));
}

function countHoles(value: unknown): number {
  if (value === null || value === 0) return 1;
  if (typeof value !== 'object') return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + countHoles(item), 0);
}

function fill(value: unknown, scalars: Iterator<Scalar>): unknown {
  if (value === null || value === 0) return scalars.next().value;
  if (Array.isArray(value)) return value.map((item) => fill(item, scalars));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, scalars)]));
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
