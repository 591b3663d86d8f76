import type { DeviceAnswer, DeviceEvent, DeviceRequest } from './protocol.ts';
import { printOverTcp, statusOverTcp } from './printer/tcp-printer.ts';
import { watchScanners } from './scanner/watch-scanners.ts';

// Entry of the devices process: drivers live here, so that one that crashes takes nothing else with it.

const port = process.parentPort;
/** Printers whose last job broke off in the middle, and whether they told their state then. */
const broken = new Map<string, boolean>();

async function answer(request: DeviceRequest): Promise<DeviceAnswer> {
  const { id, host, port: printerPort } = request;
  const name = `${host}:${printerPort}`;
  if (request.kind === 'status') {
    // One that was cut off may still wait for bytes of a picture, and would put a question on paper.
    const ask = request.ask && broken.get(name) !== false;
    return { id, outcome: 'failed', ...(await statusOverTcp(host, printerPort, { ask })) };
  }
  const printed = await printOverTcp(host, printerPort, request.bytes, { afterBreak: broken.has(name) });
  if (printed.outcome === 'unknown') broken.set(name, printed.answered);
  else if (printed.outcome !== 'failed') broken.delete(name);
  return { id, ...printed };
}

port.on('message', ({ data }: { data: DeviceRequest }) => {
  void answer(data).then((result) => port.postMessage(result));
});
process.on('unhandledRejection', () => process.exit(1));

// Nobody waits for a scanner: it is there or it is not, and the camera and the keyboard kind work without it.
void watchScanners((text) => port.postMessage({ scanned: text } satisfies DeviceEvent));
