import type { Rgb } from './colour.ts';
import type { Outline } from './outline.ts';

/** One shape of a picture, painted over the ones before it. */
export type Layer = Readonly<{
  outline: Outline;
  colour: Rgb;
  /** 0 to 1; 1 when left out. */
  opacity?: number;
  /** Paint only inside this shape. */
  inside?: Outline;
}>;

/** RGB bytes, row by row. */
export type Picture = Readonly<{ size: number; pixels: Uint8Array }>;

type Box = Readonly<{ left: number; top: number; right: number; bottom: number }>;

/** Coverage (0 to 1) of a shape, over the pixels of its box. */
type Mask = Box & Readonly<{ width: number; cover: Float32Array }>;

function boxOf(outline: Outline, within: Box): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of outline) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return {
    left: Math.max(within.left, Math.floor(left)),
    top: Math.max(within.top, Math.floor(top)),
    right: Math.min(within.right, Math.ceil(right)),
    bottom: Math.min(within.bottom, Math.ceil(bottom)),
  };
}

/**
 * Adds the signed area right of one row's piece of an edge. Exact-area coverage as in font-rs (R. Levien) and FreeType's
 * smooth rasteriser: the running sum of a row then is each pixel's covered share.
 */
function addSpan(cover: Float32Array, row: number, from: number, to: number, height: number): void {
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  const first = Math.floor(low);
  const last = Math.ceil(high);
  if (last <= first + 1) {
    const share = (from + to) / 2 - first;
    cover[row + first] = (cover[row + first] ?? 0) + height * (1 - share);
    cover[row + first + 1] = (cover[row + first + 1] ?? 0) + height * share;
    return;
  }
  const slope = 1 / (high - low);
  let before = 0;
  for (let place = first; place < last; place += 1) {
    const start = Math.max(0, low - place);
    const end = Math.min(1, high - place);
    const rising = ((end - start) * slope * (2 - start - end)) / 2;
    const passed = Math.max(0, place - low) * slope;
    const whole = passed + rising;
    cover[row + place] = (cover[row + place] ?? 0) + height * (whole - before);
    before = whole;
  }
  cover[row + last] = (cover[row + last] ?? 0) + height * (1 - before);
}

function addEdge(mask: Mask, fromX: number, fromY: number, toX: number, toY: number): void {
  if (fromY === toY) return;
  const sign = fromY < toY ? 1 : -1;
  const [topX, topY, endX, endY] = sign === 1 ? [fromX, fromY, toX, toY] : [toX, toY, fromX, fromY];
  const slope = (endX - topX) / (endY - topY);
  const limit = mask.right - mask.left;
  const bounded = (x: number): number => Math.min(limit, Math.max(0, x - mask.left));
  for (let y = Math.max(mask.top, Math.floor(topY)); y < Math.min(mask.bottom, endY); y += 1) {
    const start = Math.max(y, topY);
    const end = Math.min(y + 1, endY);
    if (end <= start) continue;
    const row = (y - mask.top) * mask.width;
    addSpan(
      mask.cover,
      row,
      bounded(topX + (start - topY) * slope),
      bounded(topX + (end - topY) * slope),
      (end - start) * sign,
    );
  }
}

function maskOf(outline: Outline, within: Box): Mask {
  const box = boxOf(outline, within);
  const width = Math.max(0, box.right - box.left) + 2;
  const mask = { ...box, width, cover: new Float32Array(width * Math.max(0, box.bottom - box.top)) };
  for (const [place, [x, y]] of outline.entries()) {
    const [nextX, nextY] = outline[(place + 1) % outline.length] ?? [x, y];
    addEdge(mask, x, y, nextX, nextY);
  }
  const { cover } = mask;
  for (let row = 0; row < cover.length; row += width) {
    let sum = 0;
    let share = 0;
    for (let place = row; place < row + width; place += 1) {
      const change = cover[place] ?? 0;
      if (change !== 0) {
        sum += change;
        share = sum < 0 ? -sum : sum;
        share = share > 1 ? 1 : share;
      }
      cover[place] = share;
    }
  }
  return mask;
}

function coverAt(mask: Mask, x: number, y: number): number {
  if (x < mask.left || x >= mask.right || y < mask.top || y >= mask.bottom) return 0;
  return mask.cover[(y - mask.top) * mask.width + x - mask.left] ?? 0;
}

function blend({ size, pixels }: Picture, mask: Mask, { colour, opacity = 1 }: Layer, inside: Mask | undefined): void {
  const [red, green, blue] = colour;
  for (let y = mask.top; y < mask.bottom; y += 1) {
    let place = (y - mask.top) * mask.width - 1;
    let at = (y * size + mask.left) * 3 - 3;
    for (let x = mask.left; x < mask.right; x += 1) {
      place += 1;
      at += 3;
      const covered = mask.cover[place] ?? 0;
      if (covered < 0.004) continue;
      const part = inside ? covered * opacity * coverAt(inside, x, y) : covered * opacity;
      const rest = 1 - part;
      pixels[at] = (pixels[at] ?? 0) * rest + red * part + 0.5;
      pixels[at + 1] = (pixels[at + 1] ?? 0) * rest + green * part + 0.5;
      pixels[at + 2] = (pixels[at + 2] ?? 0) * rest + blue * part + 0.5;
    }
  }
}

/** Paints the layers in order, with exact anti-aliasing, over a plain ground. */
export function paint(size: number, ground: Rgb, layers: readonly Layer[]): Picture {
  const picture = { size, pixels: new Uint8Array(size * size * 3) };
  picture.pixels.set(ground);
  for (let filled = 3; filled < picture.pixels.length; filled *= 2) picture.pixels.copyWithin(filled, 0, filled);
  const whole: Box = { left: 0, top: 0, right: size, bottom: size };
  const clips = new Map<Outline, Mask>();
  for (const layer of layers) {
    const inside = layer.inside && (clips.get(layer.inside) ?? maskOf(layer.inside, whole));
    if (layer.inside && inside) clips.set(layer.inside, inside);
    blend(picture, maskOf(layer.outline, inside ?? whole), layer, inside);
  }
  return picture;
}
