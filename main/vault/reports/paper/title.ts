import { BRAND, INK_SOFT, put, type Flow } from './flow.ts';

const MARK = 34;

/** The station's mark, a title and a line below it. */
export function titled(flow: Flow, title: string, below: string): void {
  drawMark(flow);
  const width = flow.width - 2 * (MARK + 12);
  put(flow, title, MARK + 12, flow.y - 2, { size: 19, bold: true, align: 'centre', width, maxLines: 1 });
  put(flow, below, MARK + 12, flow.y + 24, { size: 10, colour: INK_SOFT, align: 'centre', width, maxLines: 1 });
  flow.y += MARK + 14;
}

/** The station's mark: a tally of five. */
function drawMark(flow: Flow): void {
  const { pdf } = flow.paper;
  const left = flow.direction === 'ltr' ? flow.left : flow.left + flow.width - MARK;
  pdf.roundedRect(left, flow.y, MARK, MARK, 8).fill(BRAND);
  pdf.lineWidth(2.4).lineCap('round').strokeColor('#ffffff');
  for (const offset of [9.5, 14.5, 19.5, 24.5])
    pdf.moveTo(left + offset, flow.y + 9).lineTo(left + offset, flow.y + 25);
  pdf
    .moveTo(left + 6, flow.y + 23)
    .lineTo(left + 28, flow.y + 11)
    .stroke();
}
