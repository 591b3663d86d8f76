import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from './raster.ts';

const MOST_COLOURS = 112;
/** Colours closer than this (weighted square distance) to a commoner one are merged into it. */
const TOO_CLOSE = 60;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

type Indexed = Readonly<{ palette: Uint8Array; indices: Uint8Array }>;
type Candidate = Readonly<{ key: number; count: number; red: number; green: number; blue: number }>;

const keyOf = (red: number, green: number, blue: number): number =>
  ((red >> 2) << 12) | ((green >> 2) << 6) | (blue >> 2);

/** Place in the list of the colour nearest to the eye, and how far off it is. */
function nearest(
  palette: readonly Candidate[],
  { red, green, blue }: Candidate,
): readonly [index: number, distance: number] {
  let best = 0;
  let bestDistance = Infinity;
  for (let index = 0; index < palette.length; index += 1) {
    const entry = palette[index];
    if (!entry) continue;
    const distance = 3 * (entry.red - red) ** 2 + 4 * (entry.green - green) ** 2 + 2 * (entry.blue - blue) ** 2;
    if (distance < bestDistance) [best, bestDistance] = [index, distance];
  }
  return [best, bestDistance];
}

/** The colours that occur, to the upper six bits of each channel, the commonest first. */
function candidates(pixels: Uint8Array): Candidate[] {
  const counts = new Uint32Array(1 << 18);
  const firsts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 3) {
    const key = keyOf(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
    const before = counts[key] ?? 0;
    if (before === 0) firsts.set(key, at);
    counts[key] = before + 1;
  }
  const found = [...firsts].map(([key, at]) => ({
    key,
    count: counts[key] ?? 0,
    red: pixels[at] ?? 0,
    green: pixels[at + 1] ?? 0,
    blue: pixels[at + 2] ?? 0,
  }));
  return found.sort((one, other) => other.count - one.count || one.key - other.key);
}

/** Keeps the commonest colours that differ to the eye; the rest, the rims of shapes, go to the nearest of them. */
function indexed({ size, pixels }: Picture): Indexed {
  const chosen: Candidate[] = [];
  const places = new Uint8Array(1 << 18);
  for (const candidate of candidates(pixels)) {
    const [index, distance] = nearest(chosen, candidate);
    const kept = chosen.length < MOST_COLOURS && distance >= TOO_CLOSE;
    places[candidate.key] = kept ? chosen.push(candidate) - 1 : index;
  }
  const indices = new Uint8Array((size + 1) * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const at = (y * size + x) * 3;
      indices[y * (size + 1) + x + 1] = places[keyOf(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0)] ?? 0;
    }
  }
  return { palette: Uint8Array.from(chosen.flatMap(({ red, green, blue }) => [red, green, blue])), indices };
}

function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/**
 * A picture as PNG with a palette (PNG specification, third edition, colour type 3), which keeps flat drawings at a
 * quarter of the bytes of true colour; pngjs writes no palettes.
 */
export function encodePng(picture: Picture): Uint8Array {
  const { palette, indices } = indexed(picture);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(picture.size, 0);
  header.writeUInt32BE(picture.size, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const body = deflateSync(indices, { level: 6, memLevel: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', body),
    chunk('IEND', new Uint8Array()),
  ]);
}
