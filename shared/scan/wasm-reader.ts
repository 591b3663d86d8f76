import { sha256 } from '@noble/hashes/sha2.js';
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import { err, ok, type Result } from '../result.ts';
import { toHex } from '../wire/bytes.ts';
import { scanText, type ReadFrame } from './frame.ts';

/** Of `zxing-wasm/reader/zxing_reader.wasm`, in the version that package.json names. */
const WASM_SHA256 = 'e8af31edb56d0522f4de74495839385ef019ba8bc90d38e5ecb2f18795d86fb2';

const OPTIONS: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  maxNumberOfSymbols: 1,
  // The text as it was written: the library would otherwise put brackets into GS1 data.
  textMode: 'Plain',
};

/**
 * Starts the WebAssembly decoder out of these very bytes; left to itself the library would fetch them from the network.
 * Fails with `altered` where they are not the ones pinned here, and `cannot-start` where WebAssembly is not to be had.
 */
export async function openWasmReader(
  wasm: Uint8Array<ArrayBuffer>,
): Promise<Result<ReadFrame, { code: 'altered' | 'cannot-start' }>> {
  if (toHex(sha256(wasm)) !== WASM_SHA256) return err({ code: 'altered' });
  try {
    await prepareZXingModule({ overrides: { wasmBinary: wasm.slice().buffer }, fireImmediately: true });
  } catch {
    return err({ code: 'cannot-start' });
  }
  return ok(async (frame) => {
    // It looks at data, width and height only.
    const [found] = await readBarcodes(frame as Parameters<typeof readBarcodes>[0], OPTIONS);
    return scanText(found?.text);
  });
}
