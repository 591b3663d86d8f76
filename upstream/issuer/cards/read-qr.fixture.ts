import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library';

/** A dark rectangle: left, top, width and height in dots. */
export type Dark = readonly [x: number, y: number, width: number, height: number];

/** What another program reads in a square of dots. Throws where it reads nothing. */
export function readDots(side: number, rectangles: Iterable<Dark>): { text: string; format: BarcodeFormat } {
  const dots = new Uint8ClampedArray(side * side).fill(255);
  for (const [x, y, width, height] of rectangles) {
    const [left, right] = [Math.round(x), Math.round(x + width)];
    for (let row = Math.round(y); row < Math.round(y + height); row += 1)
      dots.fill(0, row * side + left, row * side + right);
  }
  const seen = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(dots, side, side)));
  const result = new QRCodeReader().decode(seen, new Map([[DecodeHintType.PURE_BARCODE, true]]));
  return { text: result.getText(), format: result.getBarcodeFormat() };
}
