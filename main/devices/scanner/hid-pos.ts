/**
 * Scanners in "USB HID POS" mode (USB-IF HID Point of Sale Usage Tables 1.02, usage page 0x8C): a code arrives in one or
 * more input reports. Pure: reports and times come in. Layout of nearly all devices, 64 bytes, report id in front:
 * `02 | length | AIM id (3) | data (56) | vendor (2) | bit 0: another report follows`.
 */
export const POS_USAGE_PAGE = 0x8c;
export const SCANNER_USAGE = 0x02;
/** Some firmware sets "another report follows" on every full report: silence ends a message too. */
export const SILENCE_MS = 200;

export type ScanReport = Readonly<{ data: Uint8Array; continued: boolean }>;
export type Scan = Readonly<{
  text: string;
  /** False where silence ended it: the last report said that more would follow. */
  complete: boolean;
}>;
/** `bytes` of the message under way. */
export type Assembly = Readonly<{ bytes: readonly number[]; atMs: number }>;
export const NOTHING_YET: Assembly = { bytes: [], atMs: 0 };

const SCANNED_DATA_REPORT = 0x02;
const LARGEST_DATA = 56;
const SHORTEST_REPORT = 8;
const LONGEST_MESSAGE = 8192;
/** `]`, with which every AIM symbology identifier begins. */
const AIM_MARK = 0x5d;
const AIM_LENGTH = 3;

function trimNulls(data: Uint8Array): Uint8Array {
  let end = data.length;
  while (end > 0 && data[end - 1] === 0) end -= 1;
  return data.subarray(0, end);
}

/** Takes one input report apart; null where it is no scanned data. Never reads past the report. */
export function readReport(report: Uint8Array): ScanReport | null {
  if (report[0] !== SCANNED_DATA_REPORT || report.length < SHORTEST_REPORT) return null;
  const body = report.subarray(0, -1);
  const continued = ((report.at(-1) ?? 0) & 1) === 1;
  // No length is as large as `]`: without a length byte the identifier stands where it would be, and zeros pad the data.
  const length = report[1] ?? 0;
  if (length > LARGEST_DATA) {
    const start = length === AIM_MARK ? 1 + AIM_LENGTH : 1;
    return { data: trimNulls(body.subarray(start, start + LARGEST_DATA)), continued };
  }
  // Some put one byte more before the identifier. Where sending it is switched off, its place holds zeros.
  const isShifted = report[2] !== AIM_MARK && report[3] === AIM_MARK;
  const start = (isShifted ? 3 : 2) + AIM_LENGTH;
  return { data: body.subarray(start, start + length), continued };
}

/** UTF-8 where it is, Latin-1 where not; one terminator is the scanner's, anything else the code's. */
function textOf(bytes: readonly number[]): string {
  const data = Uint8Array.from(bytes);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    text = new TextDecoder('latin1').decode(data);
  }
  return text.replace(/(?:\r\n|\r|\n|\t)$/, '');
}

/** Adds a report to the message under way. A message too long for any code of ours is dropped. */
export function takeReport(
  before: Assembly,
  report: ScanReport,
  atMs: number,
): Readonly<{ assembly: Assembly; scan?: Scan }> {
  const bytes = [...before.bytes, ...report.data];
  if (bytes.length > LONGEST_MESSAGE) return { assembly: NOTHING_YET };
  if (report.continued) return { assembly: { bytes, atMs } };
  const text = textOf(bytes);
  return text === '' ? { assembly: NOTHING_YET } : { assembly: NOTHING_YET, scan: { text, complete: true } };
}

/** To be called once no report came for `SILENCE_MS`. */
export function fallSilent(before: Assembly, nowMs: number): Readonly<{ assembly: Assembly; scan?: Scan }> {
  if (before.bytes.length === 0 || nowMs - before.atMs < SILENCE_MS) return { assembly: before };
  const text = textOf(before.bytes);
  return text === '' ? { assembly: NOTHING_YET } : { assembly: NOTHING_YET, scan: { text, complete: false } };
}
