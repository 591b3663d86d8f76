import type { PrintJob } from '../../shared/ipc/paper-views.ts';
import type { DayReport, Language, PrinterSettings, VaultView } from '../../shared/ipc/views.ts';
import { paperText, slipFits, slipText, textLanguage } from '../../shared/receipt/escpos.ts';
import { paperSlips } from '../../shared/receipt/paper.ts';
import { joined, packRaster } from '../../shared/receipt/raster.ts';
import { reportSlip, type ReportPlace } from '../../shared/receipt/report.ts';
import { DOTS_BY_COLUMNS, type Slip } from '../../shared/receipt/slip.ts';
import { testSlip } from '../../shared/receipt/test-sheet.ts';
import type { z } from 'zod';
import type { PaperWindow } from '../window/paper-window.ts';

type Paper = Pick<PaperWindow, 'draw'>;

/** The papers of an act as bytes for the printer, each cut off. A copy's number is on it, so that no reprint passes for a second act. */
export function renderPaper(
  paper: Paper,
  job: z.infer<typeof PrintJob>,
  printer: PrinterSettings,
  language: Language,
): Promise<Uint8Array> {
  return render(paper, paperSlips(job.paper, job.copy, { language }), printer, language, () =>
    paperText(job.paper, job.copy, { language, columns: printer.columns }),
  );
}

/** A sheet to try a printer with. It says nothing of anybody. */
export function testReceipt(
  paper: Paper,
  printer: PrinterSettings,
  language: Language,
  nowMs = Date.now(),
): Promise<Uint8Array> {
  const { columns } = printer;
  const slip = testSlip({ language, columns, nowMs, inPicture: printer.mode !== 'text' });
  return render(paper, [slip], printer, language, () =>
    slipText(testSlip({ language: textLanguage(language), columns, nowMs, inPicture: false }), columns),
  );
}

/** The X or Z report as bytes for the printer. */
export function renderReport(
  paper: Paper,
  report: DayReport,
  place: ReportPlace,
  printer: PrinterSettings,
  language: Language,
): Promise<Uint8Array> {
  const nowMs = Date.now();
  return render(paper, [reportSlip(report, place, { language, nowMs })], printer, language, () =>
    slipText(reportSlip(report, place, { language: textLanguage(language), nowMs }), printer.columns),
  );
}

/** What stands at the head of a report. */
export function placeOf({ station, cycle }: VaultView): ReportPlace {
  return {
    programmeName: station?.programmeName ?? '',
    siteName: station?.siteName ?? '',
    desk: station?.desk ?? '',
    deskName: station?.deskName ?? '',
    cycleName: cycle?.name ?? '',
    items: cycle?.items ?? [],
  };
}

/** The printer's own letters where they carry everything, being quicker and sharper; else a picture. */
async function render(
  paper: Paper,
  slips: readonly Slip[],
  { mode, columns }: PrinterSettings,
  language: Language,
  inText: () => Uint8Array,
): Promise<Uint8Array> {
  if (mode === 'text' || (mode === 'auto' && slips.every(slipFits))) return inText();
  try {
    const pictures: Uint8Array[] = [];
    for (const slip of slips) {
      const drawn = await paper.draw({ slip, language, width: DOTS_BY_COLUMNS[columns] });
      pictures.push(packRaster(drawn.bgra, drawn.width, drawn.height));
    }
    return joined(pictures);
  } catch {
    // Better a receipt in Latin letters than none: the person waits at the desk.
    return inText();
  }
}
