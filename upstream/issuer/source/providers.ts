import { basename } from 'node:path';
import { parseAmountMinor } from '../../../shared/domain/currency.ts';
import { ServiceProvider, type Service } from '../../../shared/domain/trust-list.ts';
import { reasonOf, type Problems } from './problems.ts';
import { readCsv, type CsvRow } from './rows.ts';

const REQUIRED = ['provider', 'name'] as const;
const OPTIONAL = ['sites', 'service', 'service_name', 'currency', 'ceiling'] as const;

type Draft = { line: number; id: string; name: string; sites?: string[]; services: unknown[] };

/**
 * Providers with what they may claim: a CSV file with one row a service, or one without a service for who has none. `sites`, a list
 * like `kassala; gedaref`, may stand in any of a provider's rows.
 */
export async function readProviders(path: string, problems: Problems): Promise<ServiceProvider[]> {
  const file = basename(path);
  const drafts = new Map<string, Draft>();
  for await (const row of readCsv(path, REQUIRED, OPTIONAL)) {
    const { provider: id = '', name = '' } = row.cells;
    const complain = (reason: string): void => problems.add(file, row.line, id, reason);
    const draft = drafts.get(id) ?? { line: row.line, id, name, services: [] };
    drafts.set(id, draft);
    if (draft.name !== name) complain("name differs from the provider's first row");
    const sites = sitesOf(row);
    if (sites.length > 0) draft.sites = [...new Set([...(draft.sites ?? []), ...sites])];
    const service = serviceOf(row, complain);
    if (service === undefined) continue;
    if (draft.services.some((one) => (one as Service).code === service.code))
      complain(`service ${service.code} is listed twice`);
    draft.services.push(service);
  }
  return [...drafts.values()].flatMap(({ line, ...draft }) => {
    const parsed = ServiceProvider.safeParse(draft);
    if (!parsed.success) problems.add(file, line, draft.id, reasonOf(parsed.error.issues));
    return parsed.success ? [parsed.data] : [];
  });
}

function sitesOf({ cells }: CsvRow): string[] {
  return (cells['sites'] ?? '')
    .split(/[;,]/)
    .map((site) => site.trim())
    .filter((site) => site !== '');
}

function serviceOf({ cells }: CsvRow, complain: (reason: string) => void): Service | undefined {
  const { service: code, service_name: name, currency, ceiling } = cells;
  if (code === undefined) {
    if (name !== undefined || currency !== undefined || ceiling !== undefined) complain('no code in column service');
    return undefined;
  }
  const ceilingMinor = parseAmountMinor(ceiling ?? '', currency ?? '');
  if (currency === undefined) complain('service without a currency');
  else if (ceilingMinor === undefined) complain(`ceiling is no sum in ${currency}`);
  return { code, name: name ?? code, currency: currency ?? '', ceilingMinor: ceilingMinor ?? 0 };
}
