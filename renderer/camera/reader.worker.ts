import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Frame, ReadFrame } from '../../shared/scan/frame.ts';
import { openWasmReader } from '../../shared/scan/wasm-reader.ts';
import type { FromReader, Reader, ToReader } from './worker-messages.ts';

// Reads codes beside the window, so that a hard picture never holds up a key. A picture lives here until it is looked at, and
// nowhere else.

const RGBA = { format: 'RGBA' } as const;

const tell = (message: FromReader): void => self.postMessage(message);

async function openReader(): Promise<Readonly<{ read: ReadFrame; reader: Reader }>> {
  const wasm = await wasmBytes();
  const opened = wasm === undefined ? undefined : await openWasmReader(wasm);
  if (opened?.ok) return { read: opened.value, reader: 'wasm' };
  const { readPlainly } = await import('../../shared/scan/plain-reader.ts');
  return { read: readPlainly, reader: 'plain' };
}

async function wasmBytes(): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await (await fetch(wasmAddress)).arrayBuffer());
  } catch {
    return undefined;
  }
}

/** One room for all pictures: a new one each time, twelve times a second, would pile up hundreds of megabytes. */
let dots = new Uint8ClampedArray(0);

async function lookAt(picture: ToReader, read: ReadFrame): Promise<string | null> {
  try {
    return await read(await frameOf(picture));
  } finally {
    picture.close();
  }
}

async function frameOf(picture: ToReader): Promise<Frame> {
  const { visibleRect, displayWidth, displayHeight } = picture;
  try {
    const size = picture.allocationSize(RGBA);
    if (dots.length !== size) dots = new Uint8ClampedArray(size);
    await picture.copyTo(dots, RGBA);
    return { data: dots, width: visibleRect?.width ?? displayWidth, height: visibleRect?.height ?? displayHeight };
  } catch {
    return drawn(picture, displayWidth, displayHeight);
  }
}

/** Some cameras' pictures can be drawn, but not copied out. */
function drawn(picture: ToReader, width: number, height: number): Frame {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('No picture can be drawn');
  context.drawImage(picture, 0, 0, width, height);
  return { data: new Uint8ClampedArray(context.getImageData(0, 0, width, height).data), width, height };
}

async function run(): Promise<void> {
  const { read, reader } = await openReader();
  self.addEventListener('message', ({ data }: MessageEvent<ToReader>) => {
    lookAt(data, read).then(
      (text) => tell({ kind: 'looked', text }),
      () => tell({ kind: 'failed' }),
    );
  });
  tell({ kind: 'ready', reader });
}
run().catch(() => tell({ kind: 'failed' }));
