import PDFDocument from 'pdfkit';
import type { Face, PaperFonts } from './fonts.ts';

/** A PDF being drawn. */
export type Paper = Readonly<{
  pdf: PDFKit.PDFDocument;
  /** Chooses the face for what is drawn or measured next, `size` in points. */
  use(face: Face, size: number): PDFKit.PDFDocument;
}>;

export type PaperOptions = Readonly<{
  title: string;
  /** BCP 47, for readers that speak the text. */
  language: string;
  /** Written into the file; passed in so that the same data give the same bytes. */
  createdAtMs: number;
  fonts: PaperFonts;
  /** Points, or a name pdfkit knows; A4 where it is left out. */
  size?: 'A4' | readonly [number, number];
  landscape?: boolean;
  /** False leaves the page's drawing readable in the file, for tests. */
  compress?: boolean;
}>;

/** Starts a document with no page yet and no margins: whoever draws says where. */
export function newPaper(options: PaperOptions): Paper {
  const pdf = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    compress: options.compress ?? true,
    font: '',
    lang: options.language,
    displayTitle: true,
    pdfVersion: '1.7',
    margin: 0,
    size: options.size === undefined || options.size === 'A4' ? 'A4' : [...options.size],
    layout: options.landscape === true ? 'landscape' : 'portrait',
    info: {
      Title: options.title,
      Producer: 'Tallypoint',
      Creator: 'Tallypoint',
      CreationDate: new Date(options.createdAtMs),
    },
  });
  const known = new Set<Face>();
  return {
    pdf,
    use(face, size) {
      // pdfkit's types do not know that it takes a font already opened.
      if (!known.has(face)) pdf.registerFont(face, options.fonts(face) as unknown as Buffer);
      known.add(face);
      return pdf.font(face).fontSize(size);
    },
  };
}

/** Ends the document and gives the bytes of the file. */
export function finishPaper({ pdf }: Paper): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    pdf.on('data', (part: Uint8Array) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
    pdf.end();
  });
}
