import { useEffect } from 'react';
import { useStation } from './use-station.tsx';

const LEAST_GAP_MS = 5000;

/** Tells the station that somebody works here, so that the idle lock stays away; at most every five seconds. */
export function useActivity(): void {
  const { client } = useStation();
  useEffect(() => {
    let lastMs = -Infinity;
    const touch = (event: Event): void => {
      if (event.timeStamp - lastMs < LEAST_GAP_MS) return;
      lastMs = event.timeStamp;
      void client.session.touch();
    };
    const kinds = ['keydown', 'pointerdown', 'pointermove'] as const;
    for (const kind of kinds) window.addEventListener(kind, touch, { capture: true, passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, touch, { capture: true });
    };
  }, [client]);
}
