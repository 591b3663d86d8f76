import { hairline, INK_SOFT, MARGIN, placeOf, type Flow } from './flow.ts';
import { paperText } from './text.ts';

/** The same line on every page: a page that was taken out is missed, one that was put in is noticed. */
export function footers(flow: Flow, text: string, page: (number: number, of: number) => string): void {
  const { pdf } = flow.paper;
  const { count } = pdf.bufferedPageRange();
  const style = { size: 8, colour: INK_SOFT, direction: flow.direction } as const;
  for (let number = 0; number < count; number++) {
    pdf.switchToPage(number);
    flow.y = pdf.page.height - MARGIN - 12;
    hairline(flow);
    paperText(flow.paper, text, placeOf(flow, 0, flow.width * 0.75), flow.y + 4, {
      ...style,
      width: flow.width * 0.75,
      maxLines: 1,
    });
    paperText(flow.paper, page(number + 1, count), placeOf(flow, flow.width * 0.75, flow.width * 0.25), flow.y + 4, {
      ...style,
      width: flow.width * 0.25,
      align: 'end',
    });
  }
}
