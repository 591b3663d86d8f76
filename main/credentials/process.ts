import type { TrustList } from '../../shared/domain/trust-list.ts';
import { checkCredential } from './credentials.ts';
import type { CheckerMessage, CheckerRequest } from './protocol.ts';
import { warmUp } from './warm-up.ts';

// Entry of the credentials process: whatever anybody holds before the scanner is taken apart here and nowhere else, beside no
// key and no roll. It knows the trust list, the text and the time, and ends with its first fault.

const port = process.parentPort;
let trust: TrustList | undefined;

port.on('message', ({ data }: { data: CheckerRequest }) => {
  if ('trust' in data) {
    ({ trust } = data);
    // It only saves time: what is wrong with the list shows with the credentials that need it.
    void warmUp(trust).catch(() => undefined);
    return;
  }
  if (trust === undefined) throw new Error('asked before it was told whom to trust');
  const { id, text, clock } = data;
  void checkCredential(text, { trust, clock }).then((result) =>
    port.postMessage({ id, result } satisfies CheckerMessage),
  );
});
process.on('unhandledRejection', () => process.exit(1));
port.postMessage({ ready: true } satisfies CheckerMessage);
