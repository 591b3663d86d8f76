import { z } from 'zod';
import { currencyOf } from '../../../shared/domain/account.ts';
import { Operator, Policy, Trust } from '../../../shared/domain/policy.ts';
import type { Entitlement } from '../../../shared/domain/roll.ts';
import { PACKAGE_BOUNDS, PHOTO_FOLDER } from '../../../shared/wire/package/layout.ts';
import { readDocument } from './lines.ts';
import { Refusal } from './refusal.ts';
import { readWhole, type StreamedPart } from './unpack.ts';

const MAX_OPERATORS = 200;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

export async function takePart(parts: AsyncGenerator<StreamedPart>): Promise<StreamedPart> {
  const next = await parts.next();
  if (next.done === true) throw new Refusal('damaged');
  return next.value;
}

async function document<T>(
  parts: AsyncGenerator<StreamedPart>,
  schema: z.ZodType<T>,
  maximumBytes: number,
): Promise<T> {
  const { part, chunks } = await takePart(parts);
  if (part.bytes > maximumBytes) throw new Refusal('too-large', part.name);
  return readDocument(await readWhole(chunks, maximumBytes), part.name, schema);
}

/** The people who may sign in; each id once. */
export async function readOperators(parts: AsyncGenerator<StreamedPart>): Promise<Operator[]> {
  const operators = await document(parts, z.array(Operator).max(MAX_OPERATORS), PACKAGE_BOUNDS.operatorsBytes);
  if (new Set(operators.map(({ id }) => id)).size !== operators.length)
    throw new Refusal('bad-content', 'operators.json: duplicate-id');
  return operators;
}

export function readPolicy(parts: AsyncGenerator<StreamedPart>): Promise<Policy> {
  return document(parts, Policy, PACKAGE_BOUNDS.policyBytes);
}

export function readTrust(parts: AsyncGenerator<StreamedPart>): Promise<Trust> {
  return document(parts, Trust, PACKAGE_BOUNDS.trustBytes);
}

/** A photo's name below `photos/` and its bytes; only PNG and JPEG by their first bytes. */
export async function readPhoto({
  part,
  chunks,
}: StreamedPart): Promise<[name: string, bytes: Uint8Array<ArrayBuffer>]> {
  if (part.bytes > PACKAGE_BOUNDS.photoBytes) throw new Refusal('too-large', part.name);
  const bytes = new Uint8Array(await readWhole(chunks, PACKAGE_BOUNDS.photoBytes));
  const head = part.name.endsWith('.png') ? PNG : JPEG;
  if (!head.every((byte, index) => bytes[index] === byte)) throw new Refusal('bad-content', part.name);
  return [part.name.slice(PHOTO_FOLDER.length), bytes];
}

/** A line is named by its id within the entitlement: the ledger counts what was given per line. */
export function hasUniqueLines(entitlement: Pick<Entitlement, 'lines'>): boolean {
  return new Set(entitlement.lines.map(({ line }) => line)).size === entitlement.lines.length;
}

/** Every item that somebody is entitled to must be described in the stock plan. */
export function requireItems(accounts: readonly string[], items: ReadonlySet<string>): void {
  const unknown = accounts.find((account) => currencyOf(account) === undefined && !items.has(account));
  if (unknown !== undefined) throw new Refusal('bad-content', `stock.ndjson: no item ${unknown}`);
}
