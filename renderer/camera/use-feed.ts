import { useEffect, useRef, useState, type RefObject } from 'react';
import { listDevices, startFeed, type Device, type Feed, type Live } from './feed.ts';
import type { Reader } from './worker-messages.ts';
import { mayHealByPlugging, type CameraProblem } from './problems.ts';
import { beginLooking, look } from './same-card.ts';

export type FeedState = Readonly<{
  live: Live | null;
  problem: CameraProblem | null;
  /** Also where one does not work: then another may be chosen. */
  devices: readonly Device[];
  /** What reads the codes, once it can. */
  reader: Reader | null;
  /** The card read last has not been taken away. */
  held: boolean;
  torch: boolean;
}>;
export type FeedDoor = FeedState & Readonly<{ setTorch(on: boolean): void }>;

const CLOSED: FeedState = { live: null, problem: null, devices: [], reader: null, held: false, torch: false };

/**
 * The camera for as long as the component lives, opened anew for another device. `told` is the code the desk heard of last, which
 * may still lie before it; `onPlugged` is told of a camera that comes where one was missing.
 */
export function useFeed(
  video: RefObject<HTMLVideoElement | null>,
  device: string | null,
  told: string | null,
  tell: (text: string) => void,
  onPlugged: () => void,
): FeedDoor {
  const [state, setState] = useState(CLOSED);
  const feed = useRef<Feed>(undefined);
  const latest = useRef({ told, tell, onPlugged });
  useEffect(() => {
    latest.current = { told, tell, onPlugged };
  });
  useEffect(() => {
    const element = video.current;
    if (element === null) return undefined;
    const change = (more: Partial<FeedState>): void => setState((before) => ({ ...before, ...more }));
    // Names come once the system has let the station see a camera.
    const list = (): void => void listDevices().then((devices) => change({ devices }));
    let card = beginLooking(latest.current.told, performance.now());
    const started = startFeed(element, device, {
      live(live) {
        card = beginLooking(card.told, performance.now());
        change({ live, problem: null, torch: false });
        list();
      },
      ready: (reader) => change({ reader }),
      problem(problem) {
        change({ ...CLOSED, problem });
        list();
      },
      looked(text) {
        const next = look(card, text, performance.now());
        card = next.card;
        setState((before) => (before.held === next.held ? before : { ...before, held: next.held }));
        if (next.tell !== null) latest.current.tell(next.tell);
      },
    });
    feed.current = started;
    return () => started.stop();
  }, [video, device]);

  const { problem } = state;
  useEffect(() => {
    if (problem === null || !mayHealByPlugging(problem)) return undefined;
    const plugged = (): void => latest.current.onPlugged();
    navigator.mediaDevices.addEventListener('devicechange', plugged);
    return () => navigator.mediaDevices.removeEventListener('devicechange', plugged);
  }, [problem]);

  async function setTorch(on: boolean): Promise<void> {
    await feed.current?.setTorch(on);
    setState((before) => ({ ...before, torch: on }));
  }
  // A lamp that does not answer stays as it is.
  return { ...state, setTorch: (on) => void setTorch(on).catch(() => undefined) };
}
