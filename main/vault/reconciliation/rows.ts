import { LINE_FIGURES, type Row, type Table } from '../../../shared/tables/table.ts';
import type { StationCertificate } from '../../../shared/wire/documents.ts';
import type { Standing } from './books.ts';
import { daysOf } from './read.ts';

/** One row for each line of each entitlement; names of columns as in the collector's own table. No names of people. */
export const RECONCILIATION_TABLE: Table = {
  name: 'reconciliation',
  columns: {
    site: 'text',
    desk: 'text',
    cycle: 'text',
    entitlement: 'text',
    household: 'text',
    home_desk: 'text',
    status: 'text',
    line: 'text',
    account: 'text',
    ...LINE_FIGURES,
    decided: 'text',
    days: 'list',
    reasons: 'list',
    not_explained: 'list',
  },
};

export type Naming = Readonly<{
  certificate: Pick<StationCertificate, 'site' | 'desk'>;
  cycle: string;
  /** Ids of the roll instead of the ledger's pseudonyms. */
  ids: boolean;
}>;

export function rowsOf({ id, household, state, decided }: Standing, { certificate, cycle, ids }: Naming): Row[] {
  const { site, desk } = certificate;
  return state.lines.map((line) => ({
    site,
    desk,
    cycle,
    entitlement: ids ? (id ?? state.entitlement) : state.entitlement,
    household: ids ? (household ?? state.household) : state.household,
    home_desk: state.homeDesk,
    status: state.status,
    ...line,
    decided: decided ?? '',
    days: daysOf(state),
    reasons: state.reasons,
    not_explained: state.unexplained,
  }));
}
