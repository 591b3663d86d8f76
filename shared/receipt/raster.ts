/** Cheap printers hold about 4 KB of an image at a time; more than that prints rubbish. */
const BAND_BYTES = 4000;
/** Darker than this is a dot of ink. Text must not be dithered: at this size it would no longer be read. */
const INK_BELOW = 128;
const RESET = [0x1b, 0x40];
/** Four lines up, so that the last line is past the edge that paper is torn at, then a partial cut where there is a cutter. */
export const FEED_AND_CUT: readonly number[] = [0x1b, 0x64, 0x04, 0x1d, 0x56, 0x42, 0x00];

/**
 * A drawn slip as the bytes for an ESC/POS printer: `GS v 0` images below each other, then feed and cut.
 *
 * @param bgra Four bytes a pixel (blue, green, red, alpha), rows from the top, as `NativeImage.toBitmap` gives them.
 * @param width Pixels, which become dots; a width that is no multiple of 8 is filled up with white.
 */
export function packRaster(bgra: Uint8Array, width: number, height: number): Uint8Array {
  if (bgra.length !== width * height * 4) throw new RangeError('The bitmap has another size than it is said to have');
  const rowBytes = Math.ceil(width / 8);
  const rowsPerBand = Math.max(1, Math.floor(BAND_BYTES / rowBytes));
  const parts: Uint8Array[] = [Uint8Array.from(RESET)];
  for (let top = 0; top < height; top += rowsPerBand) {
    const rows = Math.min(rowsPerBand, height - top);
    const dots = packDots(bgra.subarray(top * width * 4, (top + rows) * width * 4), width, rowBytes);
    parts.push(Uint8Array.of(0x1d, 0x76, 0x30, 0, rowBytes & 0xff, rowBytes >> 8, rows & 0xff, rows >> 8));
    parts.push(withoutRealTimeCommands(dots));
  }
  parts.push(Uint8Array.from(FEED_AND_CUT));
  return joined(parts);
}

function packDots(bgra: Uint8Array, width: number, rowBytes: number): Uint8Array {
  const dots = new Uint8Array((bgra.length / 4 / width) * rowBytes);
  for (let pixel = 0; pixel < bgra.length / 4; pixel++) {
    const x = pixel % width;
    if (isInk(bgra, pixel * 4)) dots[((pixel - x) / width) * rowBytes + (x >> 3)]! |= 0x80 >> (x & 7);
  }
  return dots;
}

/** Luminance by ITU-R BT.601 on white paper, in whole numbers. */
function isInk(bgra: Uint8Array, at: number): boolean {
  const luminance = (bgra[at]! * 114 + bgra[at + 1]! * 587 + bgra[at + 2]! * 299) / 1000;
  const alpha = bgra[at + 3]! / 255;
  return luminance * alpha + 255 * (1 - alpha) < INK_BELOW;
}

const DLE = 0x10;
/** Second bytes: DLE EOT (status), DLE ENQ (recover, which drops the job), DLE DC4 (drawer, power off, clear). */
const REAL_TIME: ReadonlySet<number> = new Set([0x04, 0x05, 0x14]);

/**
 * Printers obey real-time commands even in the middle of an image. Where bytes of a picture happen to begin one, the dot beside
 * the only dot of the first byte is set too: a line grows by 0.1 mm, which nobody sees, and 0x30 begins no command. Whatever
 * the third byte: a printer that takes a command it does not know out of the picture shifts all the rest of it.
 */
export function withoutRealTimeCommands(dots: Uint8Array): Uint8Array {
  for (let at = 0; at + 1 < dots.length; at++) {
    if (dots[at] === DLE && REAL_TIME.has(dots[at + 1]!)) dots[at] = DLE | (DLE << 1);
  }
  return dots;
}

/** Jobs or parts of one, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
