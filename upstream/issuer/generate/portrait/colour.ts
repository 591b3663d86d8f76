export type Rgb = readonly [red: number, green: number, blue: number];

/** `#rrggbb`. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** `part` 0 gives the one, 1 the other. */
export function mix(one: Rgb, other: Rgb, part: number): Rgb {
  const of = (channel: 0 | 1 | 2): number => Math.round(one[channel] + (other[channel] - one[channel]) * part);
  return [of(0), of(1), of(2)];
}

export const INK = rgb('#1d1512');
export const WHITE = rgb('#fffdf9');

export function darker(colour: Rgb, part: number): Rgb {
  return mix(colour, INK, part);
}

export function lighter(colour: Rgb, part: number): Rgb {
  return mix(colour, WHITE, part);
}

/** Perceived lightness, 0 to 1 (Rec. 601 weights). */
export function lightness([red, green, blue]: Rgb): number {
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
