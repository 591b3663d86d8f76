import { patterns, type SoundName } from './patterns.ts';

let context: AudioContext | undefined;
const LOUDNESS = 0.35;
/** Without a ramp the loudspeaker clicks. */
const RAMP_S = 0.012;

/** Plays a pattern now; a machine without sound stays silent. */
export function playSound(name: SoundName): void {
  context ??= new AudioContext();
  const audio = context;
  // A window nobody has clicked in yet may start suspended; resuming is refused silently there.
  if (audio.state === 'suspended') void audio.resume().catch(() => undefined);
  for (const tone of patterns[name]) {
    const startS = audio.currentTime + tone.atMs / 1000;
    const endS = startS + tone.forMs / 1000;
    const oscillator = new OscillatorNode(audio, { type: tone.shape, frequency: tone.hz });
    const gain = new GainNode(audio, { gain: 0 });
    gain.gain.setValueAtTime(0, startS);
    gain.gain.linearRampToValueAtTime(LOUDNESS, startS + RAMP_S);
    gain.gain.setValueAtTime(LOUDNESS, endS - RAMP_S);
    gain.gain.linearRampToValueAtTime(0, endS);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(startS);
    oscillator.stop(endS);
  }
}
