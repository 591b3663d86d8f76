import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from './raster.ts';

const MOST_COLOURS = 96;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

type Indexed = Readonly<{ palette: Uint8Array; indices: Uint8Array }>;
type Bucket = { count: number; red: number; green: number; blue: number; index: number };

function nearest(palette: readonly Bucket[], { red, green, blue }: Bucket): number {
  let best = 0;
  let bestDistance = Infinity;
  for (const [index, entry] of palette.entries()) {
    const distance = 3 * (entry.red - red) ** 2 + 4 * (entry.green - green) ** 2 + 2 * (entry.blue - blue) ** 2;
    if (distance < bestDistance) [best, bestDistance] = [index, distance];
  }
  return best;
}

/** Keeps the commonest colours; the rest, the rims of shapes, go to the nearest of them. */
function indexed({ size, pixels }: Picture): Indexed {
  const buckets = new Map<number, Bucket>();
  const owners: Bucket[] = [];
  for (let at = 0; at < pixels.length; at += 3) {
    const [red, green, blue] = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
    const key = ((red >> 2) << 12) | ((green >> 2) << 6) | (blue >> 2);
    let bucket = buckets.get(key);
    if (bucket) bucket.count += 1;
    else buckets.set(key, (bucket = { count: 1, red, green, blue, index: -1 }));
    owners.push(bucket);
  }
  const ranked = [...buckets.values()].sort((one, other) => other.count - one.count);
  const chosen = ranked.slice(0, MOST_COLOURS);
  for (const [index, bucket] of chosen.entries()) bucket.index = index;
  for (const bucket of ranked.slice(MOST_COLOURS)) bucket.index = nearest(chosen, bucket);
  const indices = new Uint8Array((size + 1) * size);
  for (const [at, bucket] of owners.entries()) indices[at + Math.floor(at / size) + 1] = bucket.index;
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
  const body = deflateSync(indices, { level: 8, memLevel: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', body),
    chunk('IEND', new Uint8Array()),
  ]);
}
