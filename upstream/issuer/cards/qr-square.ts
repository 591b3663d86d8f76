import { encode } from 'uqr';

/** A QR code as rows of dark runs, in modules, without its quiet zone. */
export type QrSquare = Readonly<{
  modules: number;
  version: number;
  runs: readonly (readonly [x: number, y: number, length: number])[];
}>;

/** Modules of white that ISO/IEC 18004 asks for on every side. */
export const QUIET_MODULES = 4;

/** How much damage is made good: `M` 15 %, `Q` 25 %. */
export type QrLevel = 'M' | 'Q';

/**
 * Lays out a text as QR code, as small as it goes: upper-case letters, digits and `$%*+-./:` take 5.5 bits each.
 * @throws RangeError when the text is too long for a code of `maxVersion`.
 */
export function qrSquare(text: string, level: QrLevel = 'M', maxVersion = 40): QrSquare {
  const { data, size, version } = encode(text, { ecc: level, boostEcc: false, border: 0, maxVersion });
  const runs: [number, number, number][] = [];
  for (const [y, row] of data.entries()) {
    let start = -1;
    for (let x = 0; x <= size; x += 1) {
      const dark = row[x] === true;
      if (dark && start < 0) start = x;
      if (dark || start < 0) continue;
      runs.push([start, y, x - start]);
      start = -1;
    }
  }
  return { modules: size, version, runs };
}
