import fc from 'fast-check';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { bundleFrames, FRAME_LIMITS, joinFrames, readFrame, type Frame } from './bundle-frames.ts';

const bundles = fc.uint8Array({ minLength: 1, maxLength: FRAME_LIMITS.pieceBytes * 4 });

function framesOf(bundle: Uint8Array): Frame[] {
  const frames = bundleFrames(bundle);
  if (!frames.ok) throw new Error(frames.error);
  return frames.value.map((text) => {
    const frame = readFrame(text);
    if (!frame.ok) throw new Error(frame.error);
    return frame.value;
  });
}

function firstFrame(bundle: Uint8Array): string {
  const frames = bundleFrames(bundle);
  return frames.ok ? (frames.value[0] ?? '') : '';
}

describe('frames of a bundle', () => {
  it('give the bundle back in any order and however often each is read', () => {
    fc.assert(
      fc.property(
        bundles.chain((bundle) => fc.tuple(fc.constant(bundle), fc.infiniteStream(fc.nat()))),
        ([bundle, dice]) => {
          const frames = framesOf(bundle);
          const shuffled = [...frames, ...frames.slice(0, 2)].sort(() => (Number(dice.next().value) % 3) - 1);
          expect(joinFrames(shuffled)).toEqual({ ok: true, value: bundle });
        },
      ),
    );
  });

  it('say what is missing, and never mix two bundles', () => {
    fc.assert(
      fc.property(bundles, bundles, (one, other) => {
        const frames = framesOf(one);
        const [dropped, ...rest] = frames;
        if (rest.length > 0)
          expect(joinFrames(rest)).toEqual({ ok: false, error: { code: 'missing', missing: [dropped?.number] } });
        const foreign = framesOf(other);
        if (foreign[0]?.id !== frames[0]?.id)
          expect(joinFrames([...frames, ...foreign])).toEqual({ ok: false, error: { code: 'mixed' } });
      }),
    );
    expect(joinFrames([]).ok).toBe(false);
  });

  it('refuse a code that was read wrongly', () => {
    const text = firstFrame(new Uint8Array(800).fill(3));
    for (let at = 3; at < text.length; at += 41) {
      const other = text[at] === 'A' ? 'B' : 'A';
      expect(readFrame(text.slice(0, at) + other + text.slice(at + 1)).ok).toBe(false);
    }
    expect(readFrame(text.slice(0, -9))).toEqual({ ok: false, error: 'unreadable' });
    expect(readFrame('GC1AAAA.AAAA')).toEqual({ ok: false, error: 'not-a-frame' });
    expect(readFrame(`TB1${'A'.repeat(5000)}`)).toEqual({ ok: false, error: 'unreadable' });
  });

  it('fit a code that a telephone reads off a screen, and are not made of what is too much for one', () => {
    const text = firstFrame(new Uint8Array(2000).fill(255));
    expect(text).toMatch(/^[0-9A-Z.]+$/);
    expect(encode(text, { ecc: 'M' }).version).toBeLessThanOrEqual(20);
    const most = new Uint8Array(FRAME_LIMITS.pieceBytes * FRAME_LIMITS.frames);
    expect(bundleFrames(most).ok).toBe(true);
    expect(bundleFrames(new Uint8Array(most.length + 1))).toEqual({ ok: false, error: 'too-large' });
  });
});
