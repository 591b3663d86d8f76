import { create, type Font as FontkitFont, type Glyph } from 'fontkit';
import {
  Blob,
  Buffer as ShapeBuffer,
  ClusterLevel,
  Direction as Way,
  Face,
  Font,
  shape,
  type GlyphInfo,
} from 'harfbuzzjs';

/** pdfkit passes OpenType features on as they are; this one tells the shaper which way a run goes. */
export const RIGHT_TO_LEFT = 'rtla';

/** What pdfkit asks of a font when it draws a run: glyphs and their places in font units, from left to right. */
type GlyphRun = Readonly<{ glyphs: Glyph[]; positions: Position[]; advanceWidth: number }>;
type Position = { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number };

/**
 * A font for pdfkit that is shaped by HarfBuzz. pdfkit's own shaper puts the letters of Burmese in the wrong order and takes
 * the direction from the script, which turns Arabic digits round; all else (subsetting, embedding) stays fontkit's.
 */
export function shapedFont(bytes: Uint8Array): FontkitFont {
  const font = create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!('layout' in font)) throw new TypeError('A collection is no font');
  const shaper = new Font(new Face(new Blob(bytes)));
  const layout = (text: string, features?: readonly string[]): GlyphRun =>
    shapeRun(font, shaper, text, features?.includes(RIGHT_TO_LEFT) === true);
  return Object.assign(font, { layout });
}

function shapeRun(font: FontkitFont, shaper: Font, text: string, rightToLeft: boolean): GlyphRun {
  const buffer = new ShapeBuffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(rightToLeft ? Way.RTL : Way.LTR);
  buffer.setClusterLevel(ClusterLevel.MONOTONE_CHARACTERS);
  shape(shaper, buffer);
  const infos = buffer.getGlyphInfos();
  const characters = charactersOf(font, text, infos);
  const positions = buffer.getGlyphPositions().map((place) => ({ ...place }));
  return {
    glyphs: infos.map((info, index) => font.getGlyph(info.codepoint, characters[index] ?? [])),
    positions,
    // Read after pdfkit has scaled the positions.
    get advanceWidth() {
      return positions.reduce((sum, place) => sum + place.xAdvance, 0);
    },
  };
}

/** Stands for nothing: a reader that finds no character at all for a glyph makes one up. */
const NOTHING = 0x200b;

/**
 * The characters each glyph stands for, so that text can be copied out of the file. Those from the glyph's cluster up to the
 * next one; where several glyphs share a cluster, the character each is in the font, or else all for the first of them.
 */
function charactersOf(font: FontkitFont, text: string, infos: readonly GlyphInfo[]): number[][] {
  const starts = [...new Set(infos.map((info) => info.cluster))].toSorted((a, b) => a - b);
  return infos.map(({ cluster }, index) => {
    const sharing = infos.filter((info) => info.cluster === cluster);
    const own = sharing.map((info) => font.stringsForGlyph(info.codepoint)[0]);
    if (sharing.length > 1 && own.every((character) => character !== undefined)) {
      return pointsOf(own[sharing.indexOf(infos[index] as GlyphInfo)] ?? '');
    }
    if (sharing[0] !== infos[index]) return [NOTHING];
    return pointsOf(text.slice(cluster, starts[starts.indexOf(cluster) + 1] ?? text.length));
  });
}

function pointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? NOTHING);
}
