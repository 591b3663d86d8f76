import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { extractText } from 'unpdf';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { paragraphOf, runsOf, type Direction } from './bidi.ts';
import { finishPaper, newPaper, type Paper } from './document.ts';
import { fontsFrom } from './fonts.ts';
import { shapedFont } from './shape.ts';
import { measureText, paperText } from './text.ts';
import { wrapLines } from './wrap.ts';

const folder = fileURLToPath(new URL('../../../../resources/fonts', import.meta.url));
const fonts = fontsFrom(folder);

function blank(): Paper {
  const paper = newPaper({ title: 'Test', language: 'en', createdAtMs: 0, fonts });
  paper.pdf.addPage();
  return paper;
}

function seen(text: string, direction: Direction | 'auto'): string[] {
  const paragraph = paragraphOf(text, direction);
  return runsOf(paragraph, 0, paragraph.text.length).map((run) => `${run.direction === 'rtl' ? '<' : '>'}${run.text}`);
}

describe('the order of runs on paper', () => {
  it('puts figures and Latin words left to right inside a right-to-left line', () => {
    expect(seen('استلم 12,500.50 جنيه', 'auto')).toEqual(['<جنيه', '< ', '>12,500.50', '<استلم ']);
    expect(seen('Receipt for علي (D1)', 'auto')).toEqual(['>Receipt for ', '<علي', '> ', '>(D1)']);
  });

  it('keeps Arabic digits in the order they are read', () => {
    expect(seen('عدد ٢٥ كغ', 'auto')).toEqual(['< كغ', '>٢٥', '<عدد ']);
  });

  it('lets no override in a name rearrange what stands beside it', () => {
    expect(seen('a\u202e123\u202c', 'ltr').join('')).toBe('>a 123 ');
  });

  it('loses and doubles no letter, whatever is mixed', () => {
    const piece = fc.constantFrom('محمد', 'Amina', '25', '٣', ' ', '(', ')', 'አበበ', 'রফিক', 'မြန်', '-', '،');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom('ltr' as const, 'rtl' as const),
        (pieces, direction) => {
          const text = pieces.join('');
          const paragraph = paragraphOf(text, direction);
          const read = runsOf(paragraph, 0, text.length)
            .map((run) => run.text)
            .join('');
          expect([...read].toSorted()).toEqual([...text].toSorted());
        },
      ),
    );
  });
});

describe('shaping', () => {
  it('sets the letters of Burmese in their places', () => {
    // Written ka, medial ra, vowel e; drawn vowel, medial, ka: the medial reaches round the letter it is written behind.
    const { glyphs } = shapedFont(fontBytes('NotoSansMyanmar')).layout('ကြေ');
    expect(glyphs.at(0)?.id).toBe(glyphOf('NotoSansMyanmar', 'ေ'));
    expect(glyphs.at(-1)?.id).toBe(glyphOf('NotoSansMyanmar', 'က'));
  });

  it('joins Arabic letters and turns them round', () => {
    const font = shapedFont(fontBytes('NotoNaskhArabic'));
    const { glyphs } = font.layout('علي', ['rtla'] as never);
    expect(glyphs.map((glyph) => String.fromCodePoint(...glyph.codePoints))).toEqual(['ي', 'ل', 'ع']);
    const alone = ['ع', 'ل', 'ي'].map((letter) => font.layout(letter, ['rtla'] as never).glyphs[0]?.id);
    expect(glyphs.map((glyph) => glyph.id)).not.toEqual(alone.toReversed());
  });
});

describe('text on paper', () => {
  it.each(['Élise Nguyễn — 12,345.50 SDG', 'አበበ በቀለ ወልደማርያም 25', 'محمد عبد الرحمن'])(
    'can be copied out again: %s',
    async (text) => {
      const paper = blank();
      paperText(paper, text, 40, 40, { size: 14, width: 480 });
      const { text: read } = await extractText(new Uint8Array(await finishPaper(paper)), { mergePages: true });
      expect(read.replaceAll(/\s+/gu, ' ')).toBe(text);
    },
  );

  it.each(['মোহাম্মদ রফিকুল', 'विद्यार्थी', 'ကျွန်တော်'])('says what letters drawn out of order mean: %s', async (text) => {
    const paper = newPaper({ title: 'Test', language: 'en', createdAtMs: 0, fonts, compress: false });
    paper.pdf.addPage();
    paperText(paper, text, 40, 40, { size: 14 });
    const file = Buffer.from(await finishPaper(paper)).toString('latin1');
    // In a PDF string a tab and a bracket, which are bytes of these letters, are escaped.
    const plain = file.replaceAll('\\t', '\t').replaceAll(/\\([()])/g, '$1');
    expect(plain).toContain(Buffer.from(text, 'utf16le').swap16().toString('latin1'));
  });

  it('wraps within its width and says how high it is', () => {
    const paper = blank();
    const text = 'نص طويل يلتف على عدة أسطر وفيه 1,234,567.89 SDG واسم Amina Yusuf بين السطور';
    const style = { size: 12, width: 150 };
    const measured = measureText(paper, text, style);
    expect(measured.lines).toBeGreaterThan(2);
    expect(measured.width).toBeLessThanOrEqual(150);
    expect(paperText(paper, text, 0, 0, style)).toBeCloseTo(measured.height, 6);
    expect(measureText(paper, text, { ...style, maxLines: 2 }).lines).toBe(2);
  });

  it('breaks Burmese, which has no spaces, between words', () => {
    const text = 'ကျွန်တော်တို့သည်မြန်မာနိုင်ငံတွင်နေထိုင်ကြပြီးအစားအစာများကိုရရှိပါသည်';
    const { lines, width } = measureText(blank(), text, { size: 12, width: 120 });
    expect(lines).toBeGreaterThan(2);
    expect(width).toBeLessThanOrEqual(120);
  });

  it('covers all of a text with lines that fit', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'ب', '\u2066', '\u2069', '1'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (value, width) => {
        const lines = wrapLines(value, width, (start, end) => end - start);
        const kept = lines.map(({ start, end }) => value.slice(start, end)).join('');
        expect(kept.replaceAll(/[^ab1ب]/g, '')).toBe(value.replaceAll(/[^ab1ب]/g, ''));
        for (const { start, end } of lines) expect(end - start).toBeLessThanOrEqual(Math.max(width, 3));
      }),
    );
  });
});

function fontBytes(family: string): Uint8Array {
  return readFileSync(`${folder}/${family}-Regular.ttf`);
}

function glyphOf(family: string, letter: string): number | undefined {
  return shapedFont(fontBytes(family)).glyphForCodePoint(letter.codePointAt(0) ?? 0).id;
}
