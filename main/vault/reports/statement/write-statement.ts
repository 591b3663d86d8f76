import type { ClaimPaper } from '../../../../shared/ipc/paper-views.ts';
import type { Language } from '../../../../shared/ipc/views.ts';
import { localeOf } from '../../../../shared/words/money.ts';
import { finishPaper, newPaper } from '../paper/document.ts';
import { directionOfLanguage, isolated, newFlow } from '../paper/flow.ts';
import type { PaperFonts } from '../paper/fonts.ts';
import { footers } from '../paper/footers.ts';
import {
  drawByService,
  drawDocuments,
  drawHead,
  drawRecord,
  drawSigning,
  drawVouchers,
  type StatementPaper,
} from './sections.ts';
import { ARABIC } from './words/ar.ts';
import { ENGLISH } from './words/en.ts';
import { FRENCH } from './words/fr.ts';

const WORDS = { en: ENGLISH, fr: FRENCH, ar: ARABIC } as const;
const SECTIONS = [drawHead, drawVouchers, drawByService, drawDocuments, drawRecord, drawSigning] as const;
const SECTION_GAP = 11;

export type StatementOptions = Readonly<{
  language: Language;
  fonts: PaperFonts;
  /** IANA name; the station's own where it is left out. */
  timeZone?: string;
}>;

/**
 * A provider's statement as a PDF: who claims from whom, every voucher with its services and amounts, the totals, the documents, the
 * ledger entry it is, and room to sign. The same data give the same bytes.
 */
export function writeStatement(data: ClaimPaper, { language, fonts, timeZone }: StatementOptions): Promise<Uint8Array> {
  const words = WORDS[language];
  const { particulars, number, check, atMs } = data;
  const zone = timeZone === undefined ? {} : { timeZone };
  const days = new Intl.DateTimeFormat(localeOf(language), {
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    ...zone,
  });
  const statement: StatementPaper = { data, language, words, onDate: (ms) => days.format(ms) };
  const paper = newPaper({
    title: `${words.title} – ${particulars.provider.name} – ${number}`,
    language,
    createdAtMs: atMs,
    fonts,
    // A voucher's code is never broken, and stands in one row with what was done and what it costs.
    landscape: true,
  });
  const flow = newFlow(paper, directionOfLanguage(language));
  for (const [index, draw] of SECTIONS.entries()) {
    if (index > 0) flow.y += SECTION_GAP;
    draw(flow, statement);
  }
  const origin = isolated(`${particulars.programme.id} / ${particulars.site.id} / ${particulars.desk.id}`);
  footers(flow, `${origin} · ${isolated(number)} · ${isolated(check)}`, words.page);
  return finishPaper(paper);
}
