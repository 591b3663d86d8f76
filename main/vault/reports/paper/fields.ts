import { heightOf, INK_SOFT, hairline, need, put, type Flow } from './flow.ts';

/** Small print over the whole width. */
export function note(flow: Flow, text: string): void {
  const style = { size: 8.5, colour: INK_SOFT, width: flow.width };
  need(flow, heightOf(flow, text, style));
  flow.y += put(flow, text, 0, flow.y, style);
}

export type Field = Readonly<{ label: string; value: string; bold?: boolean; mono?: boolean }>;

const LABEL_SHARE = 0.36;

/** Labels and values below each other. */
export function fields(flow: Flow, list: readonly Field[]): void {
  const labelWidth = flow.width * LABEL_SHARE;
  for (const { label, value, bold, mono } of list) {
    const labelStyle = { size: 9, colour: INK_SOFT, width: labelWidth - 10 };
    const style = {
      size: mono === true ? 7.5 : 9.5,
      bold: bold === true,
      mono: mono === true,
      width: flow.width - labelWidth,
    };
    const height = Math.max(heightOf(flow, label, labelStyle), heightOf(flow, value, style)) + 3;
    need(flow, height);
    put(flow, label, 0, flow.y + 1.8, labelStyle);
    put(flow, value, labelWidth, flow.y + 1.3, style);
    flow.y += height;
    hairline(flow);
  }
}
