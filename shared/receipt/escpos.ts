import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import type { PaperData } from '../ipc/paper-views.ts';
import { isOnCodePage, onCodePage } from './code-page.ts';
import type { PaperStyle } from './act.ts';
import { paperSlips } from './paper.ts';
import { FEED_AND_CUT, joined } from './raster.ts';
import { DOTS_BY_COLUMNS, type Block, type Columns, type Slip } from './slip.ts';

/** Modules of a receipt's code with its quiet zone: version 9, which a receipt's code needs at most, and four on either side. */
const CODE_MODULES = 53 + 8;

/**
 * The papers of an act in the printer's own letters, each cut off. Arabic words become English ones and names their Latin form, as no
 * code page prints joined letters from right to left; ask `slipFits` first.
 */
export function paperText(data: PaperData, copy: number, paper: PaperStyle & { columns: Columns }): Uint8Array {
  const slips = paperSlips(inLatin(data), copy, { ...paper, language: textLanguage(paper.language) });
  return joined(slips.map((slip) => slipText(slip, paper.columns)));
}

/** The language that text mode can print for a reader of this one. */
export function textLanguage(language: PaperStyle['language']): PaperStyle['language'] {
  return language === 'ar' ? 'en' : language;
}

/** Whether a slip loses nothing when it is printed in the printer's own letters. */
export function slipFits(slip: Slip): boolean {
  return slip.every((block) => textsOf(block).every(isOnCodePage));
}

/** Any slip in the printer's own letters; characters that it has not are spelled in Latin ones. */
export function slipText(slip: Slip, columns: Columns): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns,
    // The letters from Windows-1252 and, for lines, page 0: the pages that nearly every printer has.
    codepageMapping: { windows1252: 16, cp437: 0 },
    codepageCandidates: ['windows1252'],
    newline: '\n',
    feedBeforeCut: 0,
  });
  encoder.initialize().codepage('windows1252');
  for (const block of slip) write(encoder, block, columns);
  encoder.raw([...FEED_AND_CUT]);
  return encoder.encode();
}

function write(encoder: ReceiptPrinterEncoder, block: Block, columns: Columns): void {
  switch (block.kind) {
    case 'text': {
      const text = onCodePage(block.text);
      encoder.align(block.align === 'centre' ? 'center' : 'left').bold(block.bold);
      if (block.size === 'large') encoder.height(2);
      for (const line of wrapped(text, columns)) encoder.line(line);
      encoder.height(1).bold(false).align('left');
      return;
    }
    case 'pair':
      return row(encoder, onCodePage(block.label), onCodePage(block.value), columns, block.bold);
    case 'number':
      return writeNumber(encoder, block, columns);
    case 'banner': {
      const size = block.size === 'huge' ? 2 : 1;
      encoder.align('center').size(size, 2).invert(true).bold(true);
      for (const line of wrapped(onCodePage(block.text), Math.floor(columns / size) - 2)) encoder.line(` ${line} `);
      encoder.bold(false).invert(false).size(1, 1).align('left');
      return;
    }
    case 'item':
      row(encoder, onCodePage(block.name), onCodePage(block.quantity), columns, true);
      for (const note of block.notes) {
        for (const line of wrapped(onCodePage(note), columns - 2)) encoder.line(`  ${line}`);
      }
      return;
    case 'table':
      return writeTable(encoder, block, columns);
    case 'qr': {
      const size = Math.min(6, Math.floor(DOTS_BY_COLUMNS[columns] / CODE_MODULES));
      encoder.newline().align('center').qrcode(block.text, { model: 2, size, errorlevel: 'm' }).newline().align('left');
      return;
    }
    case 'ruler':
      for (const line of rulerLines(columns)) encoder.line(line);
      return;
    case 'rule':
      encoder.rule();
  }
}

/** Number and check side by side where the paper is wide enough for letters of double size, else below each other. */
function writeNumber(encoder: ReceiptPrinterEncoder, block: Extract<Block, { kind: 'number' }>, columns: number): void {
  const twice = Math.floor(columns / 2);
  const lines: [string, string][] =
    block.number.length + 2 + block.check.length <= twice
      ? [[`${block.label} / ${block.checkLabel}`, `${block.number}  ${block.check}`]]
      : [
          [block.label, block.number],
          [block.checkLabel, block.check],
        ];
  encoder.align('center');
  for (const [label, value] of lines) {
    encoder.line(onCodePage(label)).size(2, 2).bold(true);
    for (const part of pieces(onCodePage(value), twice)) encoder.line(part);
    encoder.bold(false).size(1, 1);
  }
  encoder.align('left');
}

/** A label and its value on one line, or the value on the lines below where both do not fit. */
function row(encoder: ReceiptPrinterEncoder, label: string, value: string, columns: number, bold: boolean): void {
  if (label.length + 2 + value.length <= columns) {
    const gap = ' '.repeat(columns - label.length - value.length);
    encoder
      .text(`${label}${gap.slice(0, -1)} `)
      .bold(bold)
      .text(value)
      .bold(false)
      .newline();
    return;
  }
  for (const line of wrapped(label, columns)) encoder.line(line);
  encoder.bold(bold);
  for (const line of wrapped(value, columns)) encoder.line(line.padStart(columns));
  encoder.bold(false);
}

function writeTable(encoder: ReceiptPrinterEncoder, block: Extract<Block, { kind: 'table' }>, columns: number): void {
  const others = block.columns.length - 1;
  const width = Math.floor((columns * 0.6) / Math.max(1, others));
  const shape = block.columns.map((_, at) =>
    at === 0
      ? { width: columns - width * others, align: 'left' as const }
      : { width, align: 'right' as const, marginLeft: 0 },
  );
  const rows = [block.columns, ...block.rows].map((cells) => cells.map(onCodePage));
  encoder.table(shape, rows);
}

/** Words in lines of at most `width` characters; a word that is longer is broken. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).flatMap((whole) => pieces(whole, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  return word.length <= width ? [word] : [word.slice(0, width), ...pieces(word.slice(width), width)];
}

function rulerLines(columns: number): string[] {
  const digits = Array.from({ length: columns }, (_, at) => (at + 1) % 10);
  const tens = digits.map((digit, at) => (digit === 0 ? String((at + 1) / 10) : ' '));
  return [tens.join(''), digits.join('')];
}

function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'banner':
      return [block.text];
    case 'pair':
      return [block.label, block.value];
    case 'number':
      return [block.label, block.number, block.checkLabel, block.check];
    case 'item':
      return [block.name, block.quantity, ...block.notes];
    case 'table':
      return [...block.columns, ...block.rows.flat()];
    case 'qr':
    case 'ruler':
    case 'rule':
      return [];
  }
}

function inLatin(data: PaperData): PaperData {
  const name = latinName(data.name, data.nameLatin);
  if (data.kind !== 'receipt') return { ...data, name };
  const { collector } = data;
  return {
    ...data,
    name,
    collector: collector && { ...collector, name: latinName(collector.name, collector.nameLatin) },
  };
}

function latinName(name: string, nameLatin: string): string {
  return isOnCodePage(name) || nameLatin === '' ? name : nameLatin;
}
