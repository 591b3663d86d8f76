import { INK, INK_SOFT, LINE, placeOf, put, type Flow } from './flow.ts';

const BOX_GAP = 14;
export const SIGN_BOX_HEIGHT = 90;

/** Boxes beside each other to sign in, one for each role. */
export function signBoxes(
  flow: Flow,
  roles: readonly string[],
  words: Readonly<{ name: string; signature: string }>,
): void {
  const { pdf } = flow.paper;
  const width = (flow.width - (roles.length - 1) * BOX_GAP) / roles.length;
  for (const [index, role] of roles.entries()) {
    const offset = index * (width + BOX_GAP);
    const left = placeOf(flow, offset, width);
    pdf.roundedRect(left, flow.y, width, SIGN_BOX_HEIGHT, 6).lineWidth(0.7).stroke(LINE);
    put(flow, role, offset + 10, flow.y + 8, { size: 10, bold: true, width: width - 20 });
    for (const [label, y] of [
      [words.name, 46],
      [words.signature, 78],
    ] as const) {
      pdf
        .moveTo(left + 10, flow.y + y - 2)
        .lineTo(left + width - 10, flow.y + y - 2)
        .lineWidth(0.7)
        .stroke(INK);
      put(flow, label, offset + 10, flow.y + y, { size: 7.5, colour: INK_SOFT, width: width - 20 });
    }
  }
  flow.y += SIGN_BOX_HEIGHT;
}
