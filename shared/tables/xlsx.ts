import { strToU8, Zip, ZipDeflate } from 'fflate';
import { plainCell, type PlainCell } from './plain-cell.ts';
import type { Table, Row } from './table.ts';

/** Office Open XML (ECMA-376, part 1): the smallest workbook of one sheet that spreadsheets open. */
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  // Styles: 0 plain, 1 bold heading, 2 moment.
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};
const SHEET_END = '</sheetData></worksheet>';

/**
 * A workbook of one sheet, a page of rows at a time; memory stays flat. Texts are typed as texts, so that none is ever a
 * formula. Moments are UTC.
 */
export async function* xlsxOf(table: Table, pages: AsyncIterable<readonly Row[]>): AsyncGenerator<Uint8Array> {
  const columns = Object.entries(table.columns);
  const ready: Uint8Array[] = [];
  const zip = new Zip((fault, chunk) => {
    if (fault) throw fault;
    ready.push(chunk);
  });
  const book = `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${table.name}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  for (const [name, text] of Object.entries({ ...PARTS, 'xl/workbook.xml': book })) {
    const part = new ZipDeflate(name);
    zip.add(part);
    part.push(strToU8(HEAD + text), true);
  }
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 });
  zip.add(sheet);
  const heading = columns.map(([name]) => `<c t="inlineStr" s="1"><is><t>${name}</t></is></c>`).join('');
  const pane =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  sheet.push(strToU8(`${HEAD}<worksheet xmlns="${MAIN}">${pane}<sheetData><row>${heading}</row>`));
  for await (const rows of pages) {
    const text = rows.map(
      (row) => `<row>${columns.map(([name, kind]) => cellXml(plainCell(row[name], kind, row))).join('')}</row>`,
    );
    sheet.push(strToU8(text.join('')));
    yield* ready.splice(0);
  }
  sheet.push(strToU8(SHEET_END), true);
  zip.end();
  yield* ready;
}

const DAY_MS = 86_400_000;
/** Days from 1899-12-30, a spreadsheet's day 0, to 1970-01-01. */
const EPOCH_DAYS = 25_569;

function cellXml(cell: PlainCell): string {
  if (cell.kind === 'number') return `<c><v>${cell.text}</v></c>`;
  if (cell.kind === 'time') return `<c s="2"><v>${cell.ms / DAY_MS + EPOCH_DAYS}</v></c>`;
  return cell.text === '' ? '<c/>' : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`;
}

function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
