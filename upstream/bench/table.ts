import type { Figure } from './figure.ts';

/** What the station promises, on a two-core laptop and a roll of up to 100,000 households. */
const PROMISES: Readonly<Record<string, (figure: Figure) => boolean>> = {
  import: ({ ratio }) => (ratio ?? 0) <= 2,
  'hand-over-commit': ({ p95, value }) => (p95 ?? value) <= 10,
  'scan-to-verdict': ({ p95, value }) => (p95 ?? value) <= 50,
  'ledger-start-clean': ({ value }) => value <= 2000,
  'ledger-start-unclean': ({ value }) => value <= 2000,
  'cold-start': ({ p95, value }) => (p95 ?? value) <= 2000,
  memory: ({ value }) => value <= 350,
  'credential-jwt': ({ p95, value }) => (p95 ?? value) <= 50,
  'credential-gv1': ({ p95, value }) => (p95 ?? value) <= 50,
  'credential-claim-169': ({ p95, value }) => (p95 ?? value) <= 50,
  'credential-json-ld': ({ p95, value }) => (p95 ?? value) <= 150,
  'credential-hostile-slowest': ({ value }) => value <= 50,
  'credential-hostile-memory': ({ value }) => value <= 64,
  'camera-read-card': ({ value }) => value >= 95,
  'collector-ingest': ({ value }) => value >= 3000,
};
/** A look-up in the largest roll may take this many times one in the smallest: the tree gains a level, nothing more. */
const FLAT = 3;
const HEAD = ['name', 'households', 'value', 'unit', 'p95', 'limit', 'ratio', 'promise'] as const;

/** The figures as text in columns, each with whether the promise made for it is kept. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    figure.households.toLocaleString('en'),
    shown(figure.value),
    figure.unit,
    shown(figure.p95),
    shown(figure.limit),
    shown(figure.ratio),
    promise(figure, figures),
  ]);
  const all = [[...HEAD], ...rows];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const isText = (column: number): boolean => [0, 3, 7].includes(column);
  const lines = all.map((row) =>
    row
      .map((cell, column) => (isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function shown(value: number | null): string {
  return value === null ? '-' : String(value);
}

function promise(figure: Figure, all: readonly Figure[]): string {
  const kept = figure.name === 'point-look-up' ? isFlat(figure, all) : PROMISES[figure.name]?.(figure);
  return kept === undefined ? '' : kept ? 'kept' : 'MISSED';
}

function isFlat(figure: Figure, all: readonly Figure[]): boolean {
  const same = all.filter(({ name }) => name === figure.name);
  return figure.value <= FLAT * Math.min(...same.map(({ value }) => value));
}
