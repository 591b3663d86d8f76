import { useLayoutEffect, useRef } from 'react';
import { guardSpace } from '../scan/guard-space.ts';
import { listenForScans, type ScanEvents } from '../scan/listen.ts';
import { useStation } from './use-station.tsx';

/**
 * While mounted, scans come here: of keyboard scanners, whose keys do nothing else in the window, and of HID ones. Like the keys of
 * a screen they are heard from the moment it is seen.
 */
export function useScans(tell: ScanEvents): void {
  const { client } = useStation();
  const latest = useRef(tell);
  useLayoutEffect(() => {
    latest.current = tell;
  });
  useLayoutEffect(() => client.desk.onScanned(({ text }) => latest.current.scanned(text)), [client]);
  useLayoutEffect(() => {
    // Before the scan listener, which keeps what it swallows to itself.
    const stopGuard = guardSpace(window);
    const stopScans = listenForScans(window, {
      scanned: (text) => latest.current.scanned(text),
      tooShort: () => latest.current.tooShort(),
      cutOff: () => latest.current.cutOff(),
    });
    return () => {
      stopScans();
      stopGuard();
    };
  }, []);
}
