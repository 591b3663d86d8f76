/** Why there is no picture, or none that can be read. Each has its words among the failures. */
export const CAMERA_PROBLEMS = [
  'camera-missing',
  'camera-refused',
  'camera-in-use',
  'camera-lost',
  'camera-cannot-read',
] as const;
export type CameraProblem = (typeof CAMERA_PROBLEMS)[number];

/**
 * What a refusal of the browser means, by its name: https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
 * A camera that another program holds is told as one that cannot be read, and some systems give up half-way instead.
 */
export function problemOf(name: string): CameraProblem {
  switch (name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'camera-missing';
    case 'NotAllowedError':
    case 'SecurityError':
      return 'camera-refused';
    default:
      return 'camera-in-use';
  }
}

/** True where a camera plugged in just now may be the answer. */
export const mayHealByPlugging = (problem: CameraProblem): boolean =>
  problem === 'camera-missing' || problem === 'camera-lost';
