/** `quantity` is units of the row's `account`, or minor units of its currency; `time` is UTC ms. */
export type ColumnKind = 'text' | 'count' | 'quantity' | 'time' | 'flag' | 'list';
export type Cell = string | number | boolean | null | readonly string[];
export type Row = Readonly<Record<string, Cell>>;

/** Figures of a line of an entitlement, as reconciliation has them, in the order of its tables. */
export const LINE_FIGURES = {
  due: 'quantity',
  served: 'quantity',
  remaining: 'quantity',
  handed: 'quantity',
  reversed: 'quantity',
  twice: 'quantity',
  unexplained: 'quantity',
} as const satisfies Table['columns'];

/** What a file of rows is made of, in the order of its columns. */
export type Table = Readonly<{ name: string; columns: Readonly<Record<string, ColumnKind>> }>;
