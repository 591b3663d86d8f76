import { useEffect, useRef } from 'react';
import { guardSpace } from '../scan/guard-space.ts';
import { listenForScans, type ScanEvents } from '../scan/listen.ts';

/** While mounted, scans anywhere in the window come here and their keys do nothing else. */
export function useScans(tell: ScanEvents): void {
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  useEffect(() => {
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
