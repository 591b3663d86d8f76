import type { Desk, DeskEvent } from './desk.types.ts';

/** True where the scan screen shows: a card is expected, and nothing else. */
export const isScanScreen = ({ place, serving, outcome }: Desk): boolean =>
  place === 'desk' && serving === null && outcome === null;

/** F5: off on the scan screen; from elsewhere to it, with the camera on. `gone`: the desk as it is after the way there. */
export function switchCamera(desk: Desk, gone: Desk): Desk {
  if (desk.camera !== null && isScanScreen(desk)) return { ...desk, camera: null };
  return isScanScreen(gone) ? { ...gone, camera: desk.camera ?? { told: null } } : gone;
}

/** Keeps what the camera read last: it may lie there still when the camera looks again. */
export function heardBy({ camera }: Desk, { text, via }: Extract<DeskEvent, { kind: 'scanned' }>): Desk['camera'] {
  return camera !== null && via === 'camera' ? { told: text } : camera;
}

/** Nobody showed it a card for a while. */
export const restCamera = (desk: Desk): Desk =>
  desk.camera === null ? desk : { ...desk, camera: null, notice: 'cameraRested' };
