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

/** Shapes may leave the picture by this many pixels on each side and are still cut off exactly. */
const MARGIN = 120;

type Box = Readonly<{ left: number; top: number; right: number; bottom: number }>;

/** Coverage (0 to 1) of a shape, over the pixels of its box. */
type Mask = Box & Readonly<{ width: number; cover: Float32Array }>;

function boxOf(outline: Outline, size: number): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of outline) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return {
    left: Math.max(-MARGIN, Math.floor(left)),
    top: Math.max(0, Math.floor(top)),
    right: Math.min(size + MARGIN, Math.ceil(right)),
    bottom: Math.min(size, Math.ceil(bottom)),
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
  const add = (place: number, value: number): void => {
    cover[row + place] = (cover[row + place] ?? 0) + value;
  };
  if (last <= first + 1) {
    const share = (from + to) / 2 - first;
    add(first, height * (1 - share));
    add(first + 1, height * share);
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
    add(place, height * (whole - before));
    before = whole;
  }
  add(last, height * (1 - before));
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

function maskOf(outline: Outline, size: number): Mask {
  const box = boxOf(outline, size);
  const width = Math.max(0, box.right - box.left) + 2;
  const mask = { ...box, width, cover: new Float32Array(width * Math.max(0, box.bottom - box.top)) };
  for (const [place, [x, y]] of outline.entries()) {
    const [nextX, nextY] = outline[(place + 1) % outline.length] ?? [x, y];
    addEdge(mask, x, y, nextX, nextY);
  }
  for (let row = 0; row < mask.cover.length; row += width) {
    let sum = 0;
    for (let place = row; place < row + width; place += 1) {
      sum += mask.cover[place] ?? 0;
      mask.cover[place] = Math.min(1, Math.abs(sum));
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
    for (let x = Math.max(0, mask.left); x < Math.min(size, mask.right); x += 1) {
      const covered = mask.cover[(y - mask.top) * mask.width + x - mask.left] ?? 0;
      if (covered < 0.004) continue;
      const part = covered * opacity * (inside ? coverAt(inside, x, y) : 1);
      const at = (y * size + x) * 3;
      pixels[at] = (pixels[at] ?? 0) * (1 - part) + red * part + 0.5;
      pixels[at + 1] = (pixels[at + 1] ?? 0) * (1 - part) + green * part + 0.5;
      pixels[at + 2] = (pixels[at + 2] ?? 0) * (1 - part) + blue * part + 0.5;
    }
  }
}

/** Paints the layers in order, with exact anti-aliasing, over a ground that shades from `top` to `bottom`. */
export function paint(size: number, top: Rgb, bottom: Rgb, layers: readonly Layer[]): Picture {
  const picture = { size, pixels: new Uint8Array(size * size * 3) };
  for (let y = 0; y < size; y += 1) {
    const part = Math.round((y / size) * 10) / 10;
    const [red, green, blue] = [0, 1, 2].map(
      (channel) => (top[channel] ?? 0) * (1 - part) + (bottom[channel] ?? 0) * part,
    );
    for (let at = y * size * 3; at < (y + 1) * size * 3; at += 3) {
      picture.pixels[at] = red ?? 0;
      picture.pixels[at + 1] = green ?? 0;
      picture.pixels[at + 2] = blue ?? 0;
    }
  }
  const clips = new Map<Outline, Mask>();
  for (const layer of layers) {
    const inside = layer.inside && (clips.get(layer.inside) ?? maskOf(layer.inside, size));
    if (layer.inside && inside) clips.set(layer.inside, inside);
    blend(picture, maskOf(layer.outline, size), layer, inside);
  }
  return picture;
}
