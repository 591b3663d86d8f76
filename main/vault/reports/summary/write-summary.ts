import type { SummaryData } from '../../../../shared/ipc/paper-views.ts';
import type { Language } from '../../../../shared/ipc/views.ts';
import { finishPaper, newPaper } from '../paper/document.ts';
import { directionOfLanguage, newFlow } from '../paper/flow.ts';
import type { PaperFonts } from '../paper/fonts.ts';
import { drawFooters, drawLedger, drawSignatures } from './foot.ts';
import { drawHead } from './head.ts';
import type { Summary } from './parts.ts';
import { drawServices } from './services.ts';
import {
  drawCycle,
  drawDifferences,
  drawOperators,
  drawPeople,
  drawReasons,
  drawReversals,
  drawTotals,
} from './sections.ts';
import { ARABIC } from './words/ar.ts';
import { ENGLISH } from './words/en.ts';
import { FRENCH } from './words/fr.ts';

const WORDS = { en: ENGLISH, fr: FRENCH, ar: ARABIC } as const;
const SECTIONS = [
  drawHead,
  drawTotals,
  drawPeople,
  drawServices,
  drawCycle,
  drawOperators,
  drawReasons,
  drawReversals,
  drawDifferences,
  drawLedger,
  drawSignatures,
] as const;
const SECTION_GAP = 9.5;

export type SummaryOptions = Readonly<{
  language: Language;
  fonts: PaperFonts;
  /** IANA name; the station's own where it is left out. */
  timeZone?: string;
}>;

/**
 * The disbursement summary of one day as a PDF: the fields of OpenG2P's summary in its order, then the day's totals, people,
 * reversals and differences, the state of the ledger they were drawn from, and room to sign. The same data give the same bytes.
 */
export function writeSummary(data: SummaryData, options: SummaryOptions): Promise<Uint8Array> {
  const { language, fonts, timeZone } = options;
  const words = WORDS[language];
  const summary: Summary = { data, language, words, timeZone };
  const { report, station } = data;
  const paper = newPaper({
    title: `${words.title} – ${station.programmeName} – ${station.siteName}`,
    language,
    createdAtMs: report.closedAtMs ?? report.openedAtMs,
    fonts,
  });
  const flow = newFlow(paper, directionOfLanguage(language));
  for (const [index, draw] of SECTIONS.entries()) {
    const before = flow.y;
    if (index > 0) flow.y += SECTION_GAP;
    const start = flow.y;
    draw(flow, summary);
    // A section that had nothing to say leaves no gap.
    if (flow.y === start) flow.y = before;
  }
  drawFooters(flow, summary);
  return finishPaper(paper);
}
