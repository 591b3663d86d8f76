import {
  fallSilent,
  NOTHING_YET,
  POS_USAGE_PAGE,
  readReport,
  SCANNER_USAGE,
  SILENCE_MS,
  takeReport,
} from './hid-pos.ts';

export type FoundDevice = Readonly<{
  path?: string | undefined;
  vendorId: number;
  usagePage?: number | undefined;
  usage?: number | undefined;
}>;
export type OpenDevice = {
  on(event: 'data' | 'error', listener: (told: unknown) => void): unknown;
  sendFeatureReport(bytes: number[]): Promise<unknown>;
  close(): Promise<void>;
};
/** The part of node-hid that is used. */
export type HidPort = Readonly<{
  devicesAsync(): Promise<readonly FoundDevice[]>;
  open(path: string): Promise<OpenDevice>;
}>;
export type Timers = Readonly<{ now: () => number; later: (run: () => void, ms: number) => () => void }>;

/** node-hid tells of no plug: it must be asked. Asking while a scanner is open disturbs some systems' audio. */
const LOOK_EVERY_MS = 2000;
const LOOK_AFTER_REFUSALS_MS = 10_000;
const REFUSALS = 3;
/** Honeywell and its kin keep sending keys until told otherwise: feature report 254. */
const NEED_REDIRECT = new Set([0x0c2e, 0x23d0]);
const REDIRECT = [0xfe, 0x01];

const clock: Timers = {
  now: () => performance.now(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

async function systemHid(): Promise<HidPort> {
  const { devicesAsync, HIDAsync } = await import('node-hid');
  return {
    devicesAsync: () => devicesAsync(),
    open: (path) => HIDAsync.open(path, { nonExclusive: true }),
  };
}

/**
 * Looks for a scanner in HID POS mode, reads it until it is unplugged, and looks again. Tells each code's text. A scanner
 * that may not be opened is left alone for a while: nothing else depends on it.
 */
export async function watchScanners(
  scanned: (text: string) => void,
  hid?: HidPort,
  timers: Timers = clock,
): Promise<void> {
  const port = hid ?? (await systemHid());
  let refusals = 0;

  const again = (): void => {
    timers.later(() => void look(), refusals < REFUSALS ? LOOK_EVERY_MS : LOOK_AFTER_REFUSALS_MS);
  };
  async function look(): Promise<void> {
    const found = await port.devicesAsync().catch(() => []);
    const device = found.find(
      (one) => one.usagePage === POS_USAGE_PAGE && one.usage === SCANNER_USAGE && one.path !== undefined,
    );
    if (device?.path === undefined) {
      refusals = 0;
      again();
      return;
    }
    try {
      const open = await port.open(device.path);
      refusals = 0;
      read(open, device.vendorId);
    } catch {
      // Not permitted, or just plugged in and not ready.
      refusals += 1;
      again();
    }
  }

  function read(device: OpenDevice, vendorId: number): void {
    let assembly = NOTHING_YET;
    let stop: () => void = () => undefined;
    let isGone = false;
    device.on('data', (report) => {
      const parsed = report instanceof Uint8Array ? readReport(report) : null;
      if (parsed === null) return;
      stop();
      const step = takeReport(assembly, parsed, timers.now());
      assembly = step.assembly;
      if (step.scan) scanned(step.scan.text);
      if (assembly.bytes.length > 0) stop = timers.later(onSilence, SILENCE_MS + 10);
    });
    function onSilence(): void {
      const step = fallSilent(assembly, timers.now());
      assembly = step.assembly;
      if (step.scan) scanned(step.scan.text);
    }
    // Unplugged. The handle must be closed all the same, and the error comes as a plain string, once or twice.
    device.on('error', () => {
      if (isGone) return;
      isGone = true;
      stop();
      void device.close().then(again, again);
    });
    if (NEED_REDIRECT.has(vendorId)) device.sendFeatureReport(REDIRECT).catch(() => undefined);
  }

  await look();
}
