import { useEffect, useRef, useState, type RefObject } from 'react';
import { problemOf, type CameraProblem } from '../../camera/problems.ts';

export type PhotoDoor = Readonly<{
  video: RefObject<HTMLVideoElement | null>;
  live: boolean;
  problem: CameraProblem | null;
  /** The picture of this moment; undefined where there is none. */
  take: () => Promise<ImageBitmap | undefined>;
}>;

/** A camera's live picture for as long as the component lives, to take photos of papers with. */
export function usePhoto(device: string | null): PhotoDoor {
  const video = useRef<HTMLVideoElement>(null);
  const [live, setLive] = useState(false);
  const [problem, setProblem] = useState<CameraProblem | null>(null);
  useEffect(() => {
    let over = false;
    let stream: MediaStream | undefined;
    const stop = (): void => stream?.getTracks().forEach((track) => track.stop());
    async function open(): Promise<void> {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: {
          width: { ideal: 1920 },
          height: { ideal: 1080 },
          ...(device === null ? { facingMode: 'environment' } : { deviceId: { ideal: device } }),
        },
      });
      const element = video.current;
      // It was closed while the system was still opening the camera.
      if (over || element === null) return stop();
      element.srcObject = stream;
      await element.play();
      setLive(!over);
    }
    open().catch((thrown: unknown) => {
      stop();
      if (!over) setProblem(problemOf(thrown instanceof Error ? thrown.name : ''));
    });
    return () => {
      over = true;
      stop();
    };
  }, [device]);
  return {
    video,
    live,
    problem,
    take: async () => (video.current === null || !live ? undefined : createImageBitmap(video.current)),
  };
}
