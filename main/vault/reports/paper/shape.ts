import { create, type Font as FontkitFont, type Glyph } from 'fontkit';
import { Blob, Buffer as ShapeBuffer, ClusterLevel, Direction as Way, Face, Font, shape } from 'harfbuzzjs';

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
  const characters = charactersOf(
    text,
    infos.map((info) => info.cluster),
  );
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

/**
 * The characters each glyph stands for, so that text can be copied out of the file: those from its cluster up to the next one
 * go to the first glyph of the cluster, the others stand for none.
 */
function charactersOf(text: string, clusters: readonly number[]): number[][] {
  const starts = [...new Set(clusters)].toSorted((a, b) => a - b);
  const seen = new Set<number>();
  return clusters.map((cluster) => {
    if (seen.has(cluster)) return [];
    seen.add(cluster);
    const end = starts[starts.indexOf(cluster) + 1] ?? text.length;
    return Array.from(text.slice(cluster, end), (character) => character.codePointAt(0) ?? 0);
  });
}
