import PDFDocument from 'pdfkit';
import { faceOf, type PaperFonts } from './fonts.ts';
import type { Script } from './scripts.ts';

/** A PDF being drawn, with every bundled font known to it by its face. */
export type Paper = Readonly<{ pdf: PDFKit.PDFDocument }>;

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

const SCRIPTS: readonly Script[] = ['latin', 'arabic', 'ethiopic', 'bengali', 'devanagari', 'myanmar'];

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
  for (const script of SCRIPTS) {
    for (const bold of [false, true]) register(pdf, options.fonts, faceOf(script, { bold }));
  }
  for (const bold of [false, true]) register(pdf, options.fonts, faceOf('latin', { bold, mono: true }));
  return { pdf };
}

function register(pdf: PDFKit.PDFDocument, fonts: PaperFonts, face: ReturnType<typeof faceOf>): void {
  pdf.registerFont(face, fonts(face) as Buffer);
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
