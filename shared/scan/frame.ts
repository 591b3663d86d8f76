/** One picture of a camera: four bytes a dot (red, green, blue, ignored), row by row. */
export type Frame = Readonly<{ data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number }>;
/** The text of a QR code in the picture, or null where none can be read. */
export type ReadFrame = (frame: Frame) => Promise<string | null>;

/** More than the largest QR code holds (ISO/IEC 18004, version 40-L, alphanumeric: 4,296). */
const MOST_CHARACTERS = 4296;

/** What a decoder found, as the text of a scan: nothing where it is empty or longer than any code can be. */
export function scanText(text: string | undefined): string | null {
  return text === undefined || text === '' || text.length > MOST_CHARACTERS ? null : text;
}
