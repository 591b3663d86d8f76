/** One tone of a pattern: frequency in Hz, start and length in milliseconds. */
export type Tone = Readonly<{ hz: number; atMs: number; forMs: number; shape: OscillatorType }>;
export type SoundName = 'ok' | 'attention' | 'already' | 'stop' | 'error' | 'given';

/** Told apart by rhythm and direction, not by pitch alone, so that they carry over noise and to people who hear little. */
export const patterns: Readonly<Record<SoundName, readonly Tone[]>> = {
  ok: [
    { hz: 660, atMs: 0, forMs: 90, shape: 'triangle' },
    { hz: 990, atMs: 110, forMs: 150, shape: 'triangle' },
  ],
  attention: [
    { hz: 740, atMs: 0, forMs: 150, shape: 'triangle' },
    { hz: 520, atMs: 190, forMs: 150, shape: 'triangle' },
    { hz: 740, atMs: 380, forMs: 150, shape: 'triangle' },
  ],
  already: [
    { hz: 150, atMs: 0, forMs: 260, shape: 'sawtooth' },
    { hz: 150, atMs: 320, forMs: 260, shape: 'sawtooth' },
  ],
  stop: [{ hz: 220, atMs: 0, forMs: 750, shape: 'square' }],
  error: [
    { hz: 330, atMs: 0, forMs: 110, shape: 'square' },
    { hz: 260, atMs: 140, forMs: 110, shape: 'square' },
    { hz: 200, atMs: 280, forMs: 220, shape: 'square' },
  ],
  given: [
    { hz: 520, atMs: 0, forMs: 80, shape: 'triangle' },
    { hz: 660, atMs: 90, forMs: 80, shape: 'triangle' },
    { hz: 780, atMs: 180, forMs: 220, shape: 'triangle' },
  ],
};
