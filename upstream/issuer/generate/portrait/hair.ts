import { darker, lighter, mix, type Rgb } from './colour.ts';
import { ellipse, mirror, smooth, stroke, symmetric, type Outline } from './outline.ts';
import type { Layer } from './raster.ts';
import type { Traits } from './traits.ts';

function pair(outline: Outline, colour: Rgb, opacity = 1): Layer[] {
  return [
    { outline, colour, opacity },
    { outline: mirror(outline), colour, opacity },
  ];
}

/** What hangs or stands behind the head. */
export function hairBehind({ hair, hairColour: colour, faceWidth }: Traits): Layer[] {
  const wide = 38 + faceWidth * 2.5;
  const shadow = darker(colour, 0.25);
  switch (hair) {
    case 'long':
      return [
        {
          outline: symmetric(
            [0, -64],
            [34, -56],
            [wide + 11, -18],
            [wide + 12, 24],
            [wide + 14, 62],
            [wide + 2, 92],
            [20, 84],
            [0, 60],
          ),
          colour: shadow,
        },
      ];
    case 'bob':
      return [
        {
          outline: symmetric([0, -63], [34, -55], [wide + 9, -16], [wide + 11, 18], [wide + 4, 38], [20, 40], [0, 30]),
          colour: shadow,
        },
      ];
    case 'braids':
      return pair(
        smooth([wide - 6, -20], [wide + 7, 0], [wide + 6, 40], [wide + 1, 78], [wide - 9, 78], [wide - 8, 30]),
        shadow,
      );
    case 'bun':
      return [
        { outline: ellipse(5, -66, 19, 15), colour: shadow },
        { outline: stroke(2, 0.2, [-9, -70], [4, -77], [18, -70]), colour: lighter(colour, 0.25), opacity: 0.5 },
      ];
    case 'tail':
      return [
        {
          outline: smooth(
            [wide - 8, -34],
            [wide + 12, -22],
            [wide + 14, 20],
            [wide + 10, 66],
            [wide - 2, 70],
            [wide - 4, 20],
          ),
          colour: shadow,
        },
      ];
    case 'puffs':
      return pair(ellipse(37, -47, 19, 18), shadow);
    case 'afro':
      return [
        { outline: symmetric([0, -78], [30, -72], [51, -48], [53, -16], [46, 7], [wide - 4, 10], [0, 0]), colour },
      ];
    case 'crop':
    case 'parted':
    case 'receding':
    case 'bald':
      return [];
  }
}

/** Cap of hair on the skull down to a hairline; `line` gives the right half of the hairline from the temple inwards. */
function cap(wide: number, rise: number, ...line: [number, number][]): Outline {
  return symmetric(
    [0, -56 - rise],
    [22, -49.5 - rise],
    [wide - 2, -31 - rise * 0.4],
    [wide + 1.5, -8],
    [wide - 3, -2],
    ...line,
  );
}

/** Long hair parted in the middle, in front of the shoulders' line. */
function falling({ hair, hairColour: colour, faceWidth }: Traits): Layer[] {
  const wide = 38 + faceWidth * 2.5;
  const fall = hair === 'long' ? 46 : 26;
  const lock = smooth(
    [-3, -64],
    [24, -57],
    [wide + 3, -34],
    [wide + 6, 0],
    [wide + 5, fall],
    [wide - 2, fall - 6],
    [wide - 3, -8],
    [24, -32],
    [-1, -45],
  );
  return [
    ...pair(lock, colour),
    ...pair(stroke(2, 0.2, [14, -52], [28, -40], [wide + 1, -12]), lighter(colour, 0.22), 0.5),
  ];
}

/** What grows over the forehead and temples; for braids and buns also the lines of the parting. */
export function hairBefore(traits: Traits): Layer[] {
  const { hair, hairColour: colour, faceWidth, sex } = traits;
  const wide = 38 + faceWidth * 2.5;
  const gloss = lighter(colour, 0.22);
  const combed = cap(wide, 6, [wide - 6, -22], [24, -37], [0, -41]);
  const strands = (...outlines: Outline[]): Layer[] =>
    outlines.map((outline) => ({ outline, colour: gloss, opacity: 0.55, inside: combed }));
  switch (hair) {
    case 'crop':
      return [{ outline: cap(wide, sex === 'f' ? 5 : 4, [wide - 5, -22], [27, -35], [0, -38]), colour }];
    case 'parted':
      return [
        {
          outline: smooth(
            [-wide - 1, -6],
            [-wide - 1, -34],
            [-24, -58],
            [6, -64],
            [32, -54],
            [wide + 2, -30],
            [wide, -5],
            [wide - 4, -22],
            [26, -34],
            [0, -36],
            [-18, -44],
            [-30, -30],
            [-wide + 4, -20],
          ),
          colour,
        },
        { outline: stroke(2, 0.2, [-16, -46], [4, -54], [26, -46]), colour: gloss, opacity: 0.5 },
      ];
    case 'receding':
      return [
        {
          outline: cap(wide, 2, [wide - 5, -16], [wide - 8, -33], [25, -46], [12, -43], [0, -41]),
          colour,
          opacity: 0.95,
        },
      ];
    case 'bald':
      return [
        {
          outline: cap(wide, 0.5, [wide - 5, -22], [28, -37], [0, -42]),
          colour: mix(colour, traits.skin, 0.55),
          opacity: 0.4,
        },
      ];
    case 'afro':
      return [
        {
          outline: symmetric(
            [0, -70],
            [32, -62],
            [46, -34],
            [wide + 3, -4],
            [wide - 3, -6],
            [wide - 6, -26],
            [24, -36],
            [0, -38],
          ),
          colour,
        },
      ];
    case 'puffs':
    case 'braids':
      return [
        { outline: combed, colour },
        ...strands(...[-24, -12, 0, 12, 24].map((x) => stroke(1.5, 0.6, [x * 0.62, -62], [x * 0.9, -50], [x, -36]))),
      ];
    case 'bun':
    case 'tail':
      return [
        { outline: combed, colour },
        ...strands(stroke(2, 0.2, [-28, -34], [-14, -50], [2, -58]), stroke(2, 0.2, [28, -34], [18, -50], [6, -58])),
      ];
    case 'long':
    case 'bob':
      return falling(traits);
  }
}

/** Beard and moustache, over the face and under the mouth's shadow. */
export function beardOf(traits: Traits): Layer[] {
  const { beard, hairColour: colour, jaw, faceWidth, skin } = traits;
  const wide = 38 + faceWidth * 2.5;
  const jawWide = wide - 5.5 + jaw * 2.5;
  const moustache = smooth([-14, 30.5], [-8, 25.4], [0, 24.6], [8, 25.4], [14, 30.5], [7, 29], [0, 28.4], [-7, 29]);
  const low = beard === 'full' ? 64 : 55;
  const hang = symmetric(
    [0, 39.5],
    [9, 38.6],
    [15, 33],
    [17, 24],
    [wide - 6, 10],
    [wide, -2],
    [wide + 0.5, 4],
    [jawWide + 1.4, 29],
    [17 + jaw * 2, low - 7],
    [0, low],
  );
  switch (beard) {
    case 'none':
      return [];
    case 'stubble':
      return [hang, moustache].map((outline) => ({ outline, colour: mix(colour, skin, 0.3), opacity: 0.32 }));
    case 'moustache':
      return [{ outline: moustache, colour }];
    case 'short':
      return [hang, moustache].map((outline) => ({ outline, colour: mix(colour, skin, 0.12), opacity: 0.88 }));
    case 'full':
      return [
        { outline: hang, colour },
        { outline: moustache, colour },
        ...[-8, 0, 8].map((x) => ({
          outline: stroke(1.3, 0.2, [x, 45], [x * 1.1, 52], [x * 0.9, 58]),
          colour: lighter(colour, 0.3),
          opacity: 0.5,
        })),
      ];
  }
}
