import { err, type Result } from '../../../shared/result.ts';
import { joinFrames, readFrame, type Frame } from '../../../shared/wire/bundle-frames.ts';

/** Puts a bundle together from the text of QR codes, one a line, in any order. */
export function bundleOfFrames(text: string): Result<Uint8Array, string> {
  const frames: Frame[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const frame = readFrame(line.trim());
    if (!frame.ok) return err(`Line ${frames.length + 1} is no code of a bundle, or was misread.`);
    frames.push(frame.value);
  }
  const joined = joinFrames(frames);
  if (joined.ok) return joined;
  const { error } = joined;
  if (error.code === 'missing') return err(`These codes are missing: ${error.missing.slice(0, 20).join(', ')}.`);
  return err(error.code === 'mixed' ? 'The codes are of more than one bundle.' : 'The codes do not fit together.');
}
