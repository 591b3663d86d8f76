import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fallSilent, NOTHING_YET, readReport, SILENCE_MS, takeReport, type Scan } from './hid-pos.ts';

type Layout = Readonly<{
  aim?: string;
  extraByte?: boolean;
  noLength?: boolean;
  flagAs8Bits?: boolean;
  alwaysContinued?: boolean;
}>;

/** The reports a device of that layout sends for a text. */
function reportsOf(text: string, layout: Layout = {}): Uint8Array[] {
  const bytes = Buffer.from(text);
  const parts = Array.from({ length: Math.max(1, Math.ceil(bytes.length / 56)) }, (_, index) =>
    bytes.subarray(index * 56, index * 56 + 56),
  );
  return parts.map((part, index) => {
    const report = new Uint8Array(64);
    const aim = Buffer.from(layout.aim ?? ']Q1');
    const start = layout.noLength ? 1 : layout.extraByte ? 3 : 2;
    report[0] = 2;
    if (!layout.noLength) report[1] = part.length;
    report.set(aim, start);
    report.set(part, start + 3);
    const more = layout.alwaysContinued ? part.length === 56 : index < parts.length - 1;
    report[63] = more ? (layout.flagAs8Bits ? 0b1111_0001 : 1) : layout.flagAs8Bits ? 0b1111_0000 : 0;
    return report;
  });
}

function play(reports: readonly Uint8Array[]): { scans: Scan[]; restMs: number } {
  let assembly = NOTHING_YET;
  const scans: Scan[] = [];
  reports.forEach((bytes, index) => {
    const report = readReport(bytes);
    if (report === null) return;
    const step = takeReport(assembly, report, index);
    assembly = step.assembly;
    if (step.scan) scans.push(step.scan);
  });
  const silent = fallSilent(assembly, reports.length + SILENCE_MS);
  return { scans: silent.scan ? [...scans, silent.scan] : scans, restMs: silent.assembly.bytes.length };
}

/** Long enough for three reports; no trailing terminator, which belongs to the scanner. */
const code = fc.stringMatching(/^[A-Z0-9./:=-]{1,160}$/);

describe('a scanner in HID POS mode', () => {
  it.each<[string, Layout]>([
    ['the usual layout', {}],
    ['one byte more before the identifier', { extraByte: true }],
    ['the identifier switched off', { aim: '\0\0\0' }],
    ['the flag as eight bits', { flagAs8Bits: true }],
  ])('is read with %s', (_, layout) => {
    fc.assert(
      fc.property(code, (text) => {
        expect(play(reportsOf(text, layout))).toEqual({ scans: [{ text, complete: true }], restMs: 0 });
      }),
    );
  });

  it('is read without a length byte', () => {
    fc.assert(
      fc.property(code, (text) => {
        expect(play(reportsOf(text, { noLength: true })).scans).toEqual([{ text, complete: true }]);
      }),
    );
  });

  it('that never closes a full report is closed by silence', () => {
    const text = 'A'.repeat(112);
    expect(play(reportsOf(text, { alwaysContinued: true }))).toEqual({ scans: [{ text, complete: false }], restMs: 0 });
  });

  it('keeps a character whole that two reports share', () => {
    const text = `${'x'.repeat(55)}ሰላም ကမ္ဘာ`;
    expect(play(reportsOf(text)).scans).toEqual([{ text, complete: true }]);
  });

  it('loses its terminator and nothing else', () => {
    expect(play(reportsOf(' AB\u001d12 \r\n')).scans).toEqual([{ text: ' AB\u001d12 ', complete: true }]);
  });

  it('sends several codes one after the other', () => {
    const texts = ['GC1FIRST.2345', 'GC1SECOND.6723', 'HH-20-3417'];
    expect(play(texts.flatMap((text) => reportsOf(text))).scans.map(({ text }) => text)).toEqual(texts);
  });

  it('may send anything at all without harm, within bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 300 }), (reports) => {
        for (const { text } of play(reports).scans) expect(text.length).toBeLessThanOrEqual(8192);
      }),
    );
    const endless = Array.from({ length: 1000 }, () =>
      Uint8Array.from({ length: 64 }, (_, index) => [2, 56][index] ?? (index === 63 ? 1 : 65)),
    );
    expect(play(endless).scans.every(({ text }) => text.length <= 8192)).toBe(true);
  });
});
