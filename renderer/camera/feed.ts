import { isDue, NEW_PACE, type Pace } from './pace.ts';
import { problemOf, type CameraProblem } from './problems.ts';
import type { FromReader, Reader } from './worker-messages.ts';

export type Device = Readonly<{ id: string; name: string }>;
export type Live = Readonly<{
  device: string | null;
  /** Looks away from the person at the screen, so that its picture must not be turned round. */
  faces: 'away' | 'clerk';
  hasTorch: boolean;
}>;
export type FeedEvents = Readonly<{
  live(live: Live): void;
  ready(reader: Reader): void;
  looked(text: string | null): void;
  problem(problem: CameraProblem): void;
}>;
export type Feed = Readonly<{
  setTorch(on: boolean): Promise<void>;
  /** Lets go of the camera: its light goes off. */
  stop(): void;
}>;

// Not in the types of the browser: https://w3c.github.io/mediacapture-image/#dom-mediatrackcapabilities-torch
type Torch = Readonly<{ torch?: boolean }>;

/** Opens a camera, the wished one where it is there, shows it in `video` and reads codes out of it until it is stopped. */
export function startFeed(video: HTMLVideoElement, wished: string | null, tell: FeedEvents): Feed {
  const reader = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
  let track: MediaStreamTrack | undefined;
  let pace: Pace = NEW_PACE;
  let isReady = false;
  let isOver = false;

  function stop(): void {
    isOver = true;
    track?.stop();
    reader.terminate();
    video.srcObject = null;
  }
  function fail(problem: CameraProblem): void {
    if (isOver) return;
    stop();
    tell.problem(problem);
  }

  reader.addEventListener('error', () => fail('camera-cannot-read'));
  reader.addEventListener('message', ({ data }: MessageEvent<FromReader>) => {
    if (isOver) return;
    if (data.kind === 'failed') return fail('camera-cannot-read');
    if (data.kind === 'ready') {
      isReady = true;
      return tell.ready(data.reader);
    }
    pace = { ...pace, busy: false };
    tell.looked(data.text);
  });

  function take(): void {
    if (isOver) return;
    video.requestVideoFrameCallback(take);
    const nowMs = performance.now();
    if (!isReady || !isDue(pace, nowMs)) return;
    pace = { takenAtMs: nowMs, busy: true };
    try {
      const picture = new VideoFrame(video);
      reader.postMessage(picture, [picture]);
    } catch {
      // A picture that has gone before it could be taken; the next one comes.
      pace = { ...pace, busy: false };
    }
  }

  async function open(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: wishes(wished) });
    const [first] = stream.getVideoTracks();
    track = first;
    // It was stopped while the system was still opening the camera.
    if (isOver) return track?.stop();
    if (track === undefined) return fail('camera-missing');
    track.addEventListener('ended', () => fail('camera-lost'));
    video.srcObject = stream;
    video.requestVideoFrameCallback(take);
    await video.play();
    if (isOver) return undefined;
    tell.live(describe(track));
  }
  open().catch((thrown: unknown) => fail(problemOf(thrown instanceof Error ? thrown.name : '')));

  return {
    stop,
    setTorch: async (on) => {
      const wish: Torch = { torch: on };
      await track?.applyConstraints({ advanced: [wish as MediaTrackConstraintSet] });
    },
  };
}

function wishes(device: string | null): MediaTrackConstraints {
  return {
    // A code that fills the aim has three dots a module and more at this size; larger pictures only cost time.
    width: { ideal: 1280, max: 1280 },
    height: { ideal: 720, max: 720 },
    frameRate: { ideal: 30 },
    ...(device === null ? { facingMode: 'environment' } : { deviceId: { ideal: device } }),
  };
}

/** All cameras there are, with the names the system gives them. */
export async function listDevices(): Promise<readonly Device[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId: id, label }, index) => ({ id, name: label === '' ? String(index + 1) : label }));
}

function describe(track: MediaStreamTrack): Live {
  const { deviceId, facingMode } = track.getSettings();
  return {
    device: deviceId ?? null,
    faces: facingMode === 'environment' ? 'away' : 'clerk',
    hasTorch: (track.getCapabilities() as Torch).torch === true,
  };
}
