import { BrowserQRCodeReader } from '@zxing/browser';
import { DecodeHintType, type Result } from '@zxing/library';
import { scanText, type Frame, type ReadFrame } from './frame.ts';

/** All that the reader asks of a canvas, which is why it also works in a worker, where there is none. */
type Canvas = {
  readonly width: number;
  readonly height: number;
  getContext(kind: '2d'): unknown;
};

const reader: { decodeFromCanvas(canvas: Canvas): Result } = new BrowserQRCodeReader(
  new Map([[DecodeHintType.TRY_HARDER, true]]),
);

/** The decoder for where WebAssembly cannot start: needs larger codes and a calmer picture, but is nothing but a program. */
export const readPlainly: ReadFrame = async (frame) => {
  try {
    return scanText(reader.decodeFromCanvas(canvasOf(frame)).getText());
  } catch {
    // Each way of finding nothing is an exception of its own there.
    return null;
  }
};

const canvasOf = (frame: Frame): Canvas => ({
  width: frame.width,
  height: frame.height,
  getContext: () => ({ getImageData: () => frame }),
});
