import type { Writable } from 'node:stream';
import type { PaperFonts } from '../../../main/vault/reports/paper/fonts.ts';
import type { Household } from '../../../shared/domain/roll.ts';
import { CARD_HEIGHT, CARD_WIDTH, drawCard } from './card.ts';
import { cardWords, type CardLanguage } from './card-words.ts';
import { writeSheet } from './sheet.ts';

export type CardSheetOptions = Readonly<{
  /** Streamed; ten to a page. */
  households: Iterable<Household> | AsyncIterable<Household>;
  /** The signed text of a household's card (`GC1…`, wire/card.ts). */
  signCard: (household: Household) => string;
  /** PNG or JPEG of the head; undefined leaves the outline of a person. */
  photoOf: (household: Household) => Uint8Array | undefined;
  programmeName: string;
  siteName: string;
  cycleName?: string;
  language: CardLanguage;
  fonts: PaperFonts;
  /** Written into the document as its date, UTC ms: the same input gives the same bytes. */
  nowMs: number;
  out: Writable;
  /** Told after every page. */
  progress?: (cards: number) => void;
}>;

/**
 * Prints beneficiary cards: an A4 PDF, ten cards of ID-1 size (85.6 × 54 mm) a page with cut marks. Pages are written as they
 * fill. Answers the number of cards; `out` is ended, or destroyed when it fails.
 * @throws what `out`, `households` and `signCard` throw, and an IssuerError for a photo that cannot be drawn.
 */
export function writeCardSheet(options: CardSheetOptions): Promise<number> {
  const { households, signCard, photoOf, programmeName, siteName, cycleName, language, progress } = options;
  const words = cardWords(language);
  return writeSheet({
    pieces: households,
    draw: (paper, left, top, household) => {
      const [code, photo] = [signCard(household), photoOf(household)];
      drawCard(paper, left, top, { household, code, photo, programmeName, siteName, cycleName, words });
    },
    grid: { columns: 2, rows: 5, width: CARD_WIDTH, height: CARD_HEIGHT },
    title: `${programmeName} · ${siteName}`,
    language,
    words,
    fonts: options.fonts,
    nowMs: options.nowMs,
    out: options.out,
    ...(progress === undefined ? {} : { progress }),
  });
}
