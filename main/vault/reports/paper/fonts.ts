import { readFileSync } from 'node:fs';
import type { Font } from 'fontkit';
import { join } from 'node:path';
import type { Script } from './scripts.ts';
import { shapedFont } from './shape.ts';

/** A face of the bundled fonts; the name is how pdfkit knows it. */
export type Face = `${'sans' | 'mono'}-${Script}-${'regular' | 'bold'}`;

const FILES: Readonly<Record<Script, string>> = {
  latin: 'NotoSans',
  arabic: 'NotoNaskhArabic',
  ethiopic: 'NotoSansEthiopic',
  bengali: 'NotoSansBengali',
  devanagari: 'NotoSansDevanagari',
  myanmar: 'NotoSansMyanmar',
};

/** Ascent and descent of each family in ems, from the fonts' own tables but for one. */
const METRICS: Readonly<Record<Script, readonly [number, number]>> = {
  latin: [1.069, 0.293],
  // The font's table allows for marks that stack; 0.5 is what the deepest letter needs.
  arabic: [1.069, 0.5],
  ethiopic: [1.069, 0.293],
  bengali: [0.917, 0.408],
  devanagari: [0.896, 0.408],
  myanmar: [1.324, 0.86],
};

/** The font of a face, ready for pdfkit; only the faces a document uses are ever asked for. */
export type PaperFonts = (face: Face) => Font;

/** The fonts in a folder (`resources/fonts`), each read once. A missing file is a damaged installation and throws. */
export function fontsFrom(folder: string): PaperFonts {
  const read = new Map<Face, Font>();
  return (face) => {
    const font = read.get(face) ?? shapedFont(readFileSync(join(folder, fileOf(face))));
    read.set(face, font);
    return font;
  };
}

export function faceOf(script: Script, look: Readonly<{ bold?: boolean; mono?: boolean }>): Face {
  const family = look.mono === true && script === 'latin' ? 'mono' : 'sans';
  return `${family}-${script}-${look.bold === true ? 'bold' : 'regular'}`;
}

/** `[ascent, descent]` of a script's font in ems. */
export function metricsOf(script: Script): readonly [number, number] {
  return METRICS[script];
}

function fileOf(face: Face): string {
  const [family, script, weight] = face.split('-') as ['sans' | 'mono', Script, 'regular' | 'bold'];
  const stem = family === 'mono' ? 'NotoSansMono' : FILES[script];
  return `${stem}-${weight === 'bold' ? 'Bold' : 'Regular'}.ttf`;
}
