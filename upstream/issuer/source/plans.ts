import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { Operator, Policy } from '../../../shared/domain/policy.ts';
import { StockItem } from '../../../shared/domain/roll.ts';
import { isStrongSecret, type OperatorInput } from '../issue/operators.ts';
import { IssuerError } from '../issuer-error.ts';
import { reasonOf, type Problems } from './problems.ts';
import { findInput, readCsv, readNdjson } from './rows.ts';

const MAX_DOCUMENT_BYTES = 1024 * 1024;
const OperatorRow = Operator.pick({ id: true, name: true, role: true, secretKind: true }).extend({
  secret: z.string().max(256).optional(),
});

/** `stock.ndjson`, or `stock.csv` with one `name_<language>` column a language. */
export async function readStock(folder: string, problems: Problems): Promise<StockItem[]> {
  const { path, format } = findInput(folder, 'stock');
  const items = new Map<string, StockItem>();
  for await (const { line, value } of format === 'ndjson' ? readNdjson(path, problems) : readStockRows(path)) {
    const parsed = StockItem.safeParse(value);
    const id = typeof value === 'object' && value !== null && 'item' in value ? String(value.item) : '';
    if (!parsed.success) problems.add(basename(path), line, id, reasonOf(parsed.error.issues));
    else if (items.has(parsed.data.item)) problems.add(basename(path), line, id, 'item is listed twice');
    else items.set(parsed.data.item, parsed.data);
  }
  return [...items.values()];
}

async function* readStockRows(path: string): AsyncGenerator<{ line: number; value: unknown }> {
  for await (const { line, cells } of readCsv(path, ['item', 'unit', 'icon', 'planned_quantity'], [])) {
    const name = Object.fromEntries(
      Object.entries(cells).flatMap(([column, text]) => (column.startsWith('name_') ? [[column.slice(5), text]] : [])),
    );
    const planned = /^\d+$/.test(cells['planned_quantity'] ?? '') ? Number(cells['planned_quantity']) : undefined;
    yield {
      line,
      value: { item: cells['item'], name, unit: cells['unit'], icon: cells['icon'], plannedQuantity: planned },
    };
  }
}

export type OperatorRules = Readonly<{ pinAllowed: boolean; soleSupervisor: boolean }>;

/** `operators.csv` or `.ndjson`: an empty `secret` means that one is made up and must be handed out. */
export async function readOperators(
  folder: string,
  { pinAllowed, soleSupervisor }: OperatorRules,
  problems: Problems,
): Promise<OperatorInput[]> {
  const { path, format } = findInput(folder, 'operators');
  const file = basename(path);
  const operators = new Map<string, OperatorInput>();
  for await (const { line, value } of format === 'ndjson' ? readNdjson(path, problems) : readOperatorRows(path)) {
    const parsed = OperatorRow.safeParse(value);
    const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';
    if (!parsed.success) {
      problems.add(file, line, id, reasonOf(parsed.error.issues));
      continue;
    }
    const { secret, ...operator } = parsed.data;
    if (operators.has(operator.id)) problems.add(file, line, id, 'operator is listed twice');
    if (operator.secretKind === 'pin' && !pinAllowed)
      problems.add(file, line, id, 'a PIN needs stations with a device secret; give a passphrase');
    if (secret !== undefined && !isStrongSecret(secret, operator.secretKind)) {
      problems.add(
        file,
        line,
        id,
        'secret is too weak: four different words or more, or six digits or more that differ',
      );
    }
    operators.set(operator.id, { ...operator, ...(secret === undefined ? {} : { secret }) });
  }
  const supervisors = [...operators.values()].filter(({ role }) => role === 'supervisor').length;
  if (operators.size > 0 && supervisors === 0)
    problems.add(file, 0, '', 'no supervisor: nobody could approve or reverse');
  if (supervisors === 1 && !soleSupervisor)
    problems.add(
      file,
      0,
      '',
      'one supervisor: nobody could sign for what that one does; name a second, or declare "soleSupervisor": true in policy.json',
    );
  return [...operators.values()];
}

async function* readOperatorRows(path: string): AsyncGenerator<{ line: number; value: unknown }> {
  for await (const { line, cells } of readCsv(path, ['id', 'name', 'role'], ['secret_kind', 'secret'])) {
    const { secret_kind: secretKind = 'passphrase', ...rest } = cells;
    yield { line, value: { ...rest, secretKind } };
  }
}

/** `policy.json`. */
export function readPolicy(folder: string, problems: Problems): Policy | undefined {
  const path = join(folder, 'policy.json');
  if (!existsSync(path) || statSync(path).size > MAX_DOCUMENT_BYTES)
    throw new IssuerError(`${path} is missing or too large`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    problems.add('policy.json', 0, '', 'not JSON');
    return undefined;
  }
  const parsed = Policy.safeParse(value);
  if (!parsed.success) problems.add('policy.json', 0, '', reasonOf(parsed.error.issues));
  return parsed.data;
}
