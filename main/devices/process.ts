import type { DeviceAnswer, DeviceEvent, DeviceRequest } from './protocol.ts';
import { printOverTcp, statusOverTcp } from './printer/tcp-printer.ts';
import { watchScanners } from './scanner/watch-scanners.ts';

// Entry of the devices process: drivers live here, so that one that crashes takes nothing else with it.

const port = process.parentPort;
/** Printers whose last job broke off in the middle. */
const broken = new Set<string>();

async function answer(request: DeviceRequest): Promise<DeviceAnswer> {
  const { id, host, port: printerPort } = request;
  if (request.kind === 'status') return { id, outcome: 'failed', state: await statusOverTcp(host, printerPort) };
  const name = `${host}:${printerPort}`;
  const printed = await printOverTcp(host, printerPort, request.bytes, { afterBreak: broken.has(name) });
  if (printed.outcome === 'unknown') broken.add(name);
  else if (printed.outcome !== 'failed') broken.delete(name);
  return { id, ...printed };
}

port.on('message', ({ data }: { data: DeviceRequest }) => {
  void answer(data).then((result) => port.postMessage(result));
});
process.on('unhandledRejection', () => process.exit(1));

// Nobody waits for a scanner: it is there or it is not, and the camera and the keyboard kind work without it.
void watchScanners((text) => port.postMessage({ scanned: text } satisfies DeviceEvent));
