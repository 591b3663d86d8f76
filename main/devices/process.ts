import type { DeviceAnswer, DeviceRequest } from './protocol.ts';
import { printOverTcp, statusOverTcp } from './printer/tcp-printer.ts';

// Entry of the devices process: drivers live here, so that one that crashes takes nothing else with it.

const port = process.parentPort;

async function answer(request: DeviceRequest): Promise<DeviceAnswer> {
  if (request.kind === 'status') {
    return { id: request.id, outcome: 'failed', state: await statusOverTcp(request.host, request.port) };
  }
  return { id: request.id, ...(await printOverTcp(request.host, request.port, request.bytes)) };
}

port.on('message', ({ data }: { data: DeviceRequest }) => {
  void answer(data).then((result) => port.postMessage(result));
});
process.on('unhandledRejection', () => process.exit(1));
