import type { Block } from '../words/document.ts';

/** A report as lines for a terminal. Control characters that came out of a file are left out. */
export function documentText(blocks: readonly Block[]): string {
  return `${blocks.flatMap(linesOf).map(printable).join('\n')}\n`;
}

function linesOf(block: Block): string[] {
  if (block.kind === 'verdict') return [`${block.title}: ${block.text}`];
  if (block.kind === 'heading') return block.level === 2 ? ['', `== ${block.text}`] : ['', block.text];
  if (block.kind === 'fields') return block.fields.map(([label, value]) => `${label}: ${value}`);
  if (block.kind === 'table') return tableLines(block);
  return block.points.map(({ label, place, text }) =>
    [label === '' ? '-' : `[${label}]`, place === '' ? '' : `(${place})`, text].filter((part) => part !== '').join(' '),
  );
}

function tableLines({ caption, head, rows }: Extract<Block, { kind: 'table' }>): string[] {
  if (rows.length === 0) return [];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [`  ${caption}`, ...[head, ...rows].map((row) => `    ${line(row)}`)];
}

function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '');
}
