import { momentOnPaper } from './moments.ts';
import type { PaperStyle } from './act.ts';
import { pair, RULE, text, type Columns, type Slip } from './slip.ts';
import { SLIP_WORDS } from './words.ts';

/** One line in every script that people may be called in; a printer's own letters only carry the first two. */
const LATIN = ['Aa Bb Cc 0123456789', 'É è ç ñ ü ß'];
const OTHERS = ['العربية', 'አማርኛ', 'বাংলা', 'हिन्दी', 'မြန်မာ'];

/** A sheet that shows whether a printer is set up right: width of the paper, letters, dark areas, code and cut. */
export function testSlip(paper: PaperStyle & { columns: Columns; nowMs: number; inPicture: boolean }): Slip {
  const words = SLIP_WORDS[paper.language];
  return [
    text(words.testSheet, { size: 'large', align: 'centre', bold: true }),
    text(momentOnPaper(paper.nowMs, paper.language, paper.timeZone), { align: 'centre' }),
    RULE,
    pair(words.columns, String(paper.columns)),
    { kind: 'ruler' },
    RULE,
    ...[...LATIN, ...(paper.inPicture ? OTHERS : [])].map((line) => text(line, { align: 'centre' })),
    { kind: 'banner', text: words.testSheet, size: 'large' },
    { kind: 'qr', text: 'TALLYPOINT-TEST' },
    text(words.readsWell, { align: 'centre' }),
  ];
}
