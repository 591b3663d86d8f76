import { darker, lighter, rgb } from './colour.ts';
import { ellipse, mirror, smooth, stroke, symmetric, type Outline } from './outline.ts';
import type { Layer } from './raster.ts';
import type { Traits } from './traits.ts';

/** Behind and around the face, over the shoulders. */
export function headwearBehind({ headwear, headwearColour: colour }: Traits): Layer[] {
  const fold = darker(colour, 0.22);
  switch (headwear) {
    case 'hijab':
      return [
        {
          outline: symmetric(
            [0, -70],
            [28, -62],
            [47, -36],
            [50, 4],
            [46, 38],
            [58, 66],
            [72, 92],
            [60, 130],
            [0, 140],
          ),
          colour,
        },
        { outline: smooth([-30, 46], [0, 62], [34, 44], [50, 70], [20, 92], [-40, 84]), colour: fold, opacity: 0.35 },
        { outline: stroke(3, 0.15, [-34, 44], [-8, 72], [40, 88]), colour: fold, opacity: 0.6 },
        { outline: stroke(2.4, 0.15, [36, 46], [14, 66], [-22, 74]), colour: lighter(colour, 0.2), opacity: 0.45 },
      ];
    case 'shawl':
      return [
        {
          outline: symmetric(
            [0, -70],
            [32, -65],
            [52, -38],
            [57, 2],
            [58, 40],
            [66, 74],
            [78, 108],
            [40, 120],
            [0, 80],
          ),
          colour: fold,
        },
      ];
    case 'brim':
      return [{ outline: ellipse(0, -37, 68, 13), colour: darker(colour, 0.3) }];
    case 'none':
    case 'wrap':
    case 'cap':
    case 'turban':
    case 'topi':
      return [];
  }
}

/** The part of the face that a closely worn scarf leaves open. */
export function openingOf({ headwear, faceWidth }: Traits): Outline | undefined {
  const wide = 36.5 + faceWidth * 2;
  return headwear === 'hijab'
    ? symmetric([0, -41], [20, -37], [wide - 4, -18], [wide, 4], [wide - 6, 28], [16, 46], [0, 51.5])
    : undefined;
}

function shawl({ headwearColour: colour, trimColour }: Traits): Layer[] {
  const right = smooth(
    [0, -70],
    [30, -66],
    [50, -40],
    [55, 0],
    [52, 44],
    [62, 78],
    [78, 120],
    [48, 124],
    [40, 70],
    [41, 20],
    [39, -14],
    [28, -38],
    [0, -46],
  );
  const edge = stroke(3.2, 0.8, [0, -45], [27, -38], [38, -15], [40.5, 18], [39, 64]);
  const folds = [stroke(2.4, 0.15, [47, -16], [50, 20], [47, 62]), stroke(2, 0.15, [46, 70], [56, 96], [60, 118])];
  return [right, mirror(right)]
    .map((outline): Layer => ({ outline, colour }))
    .concat(...[edge, mirror(edge)].map((outline): Layer => ({ outline, colour: trimColour, opacity: 0.85 })))
    .concat(
      ...folds
        .flatMap((outline) => [outline, mirror(outline)])
        .map((outline): Layer => ({ outline, colour: darker(colour, 0.25), opacity: 0.5 })),
    );
}

function wrap({ headwearColour: colour, trimColour, faceWidth }: Traits): Layer[] {
  const wide = 39 + faceWidth * 2.5;
  const crown = smooth(
    [-wide - 2, -16],
    [-wide - 4, -42],
    [-28, -74],
    [6, -84],
    [38, -70],
    [wide + 6, -40],
    [wide + 1, -16],
    [22, -34],
    [0, -38],
    [-22, -34],
  );
  const knot = smooth([8, -68], [22, -86], [44, -84], [40, -68], [22, -60]);
  const bands = [
    stroke(3, 0.2, [-wide, -26], [-8, -50], [34, -64]),
    stroke(3, 0.2, [-wide + 4, -42], [-6, -64], [30, -72]),
  ];
  return [
    { outline: crown, colour },
    ...bands.map((outline) => ({ outline, colour: darker(colour, 0.28), opacity: 0.7, inside: crown })),
    { outline: stroke(4, 0.3, [wide, -26], [14, -46], [-30, -64]), colour: trimColour, opacity: 0.9, inside: crown },
    { outline: knot, colour: darker(colour, 0.12) },
    { outline: stroke(2.4, 0.2, [14, -68], [26, -76], [40, -78]), colour: lighter(colour, 0.25), opacity: 0.6 },
  ];
}

function turban({ headwearColour: colour, faceWidth }: Traits): Layer[] {
  const wide = 39 + faceWidth * 2.5;
  const whole = smooth(
    [-wide - 5, -20],
    [-wide - 9, -44],
    [-34, -74],
    [0, -84],
    [34, -74],
    [wide + 9, -44],
    [wide + 5, -20],
    [20, -34],
    [0, -36],
    [-20, -34],
  );
  const turns = [
    stroke(2.6, 0.25, [-wide - 4, -26], [-6, -44], [44, -62]),
    stroke(2.6, 0.25, [-wide - 6, -40], [-8, -58], [36, -74]),
    stroke(2.6, 0.25, [wide + 4, -26], [18, -42], [-4, -46]),
    stroke(2.6, 0.25, [wide + 7, -42], [30, -56], [10, -58]),
  ];
  return [
    { outline: whole, colour },
    ...turns.map((outline) => ({ outline, colour: darker(colour, 0.26), opacity: 0.7, inside: whole })),
  ];
}

function cap({ headwearColour: colour, trimColour, faceWidth, headwear }: Traits): Layer[] {
  const wide = 40 + faceWidth * 2.5;
  const tilt = headwear === 'topi' ? 7 : 0;
  const whole = smooth(
    [-wide, -27],
    [-wide + 1, -45],
    [-wide + 7, -62 - tilt],
    [0, -71 - tilt * 0.4],
    [wide - 7, -61 + tilt],
    [wide - 1, -45],
    [wide, -27],
    [18, -36],
    [0, -38],
    [-18, -36],
  );
  const rim = smooth(
    [-wide, -27],
    [-wide, -35],
    [-18, -45],
    [0, -47],
    [18, -45],
    [wide, -35],
    [wide, -27],
    [18, -36],
    [0, -38],
    [-18, -36],
  );
  const dots = [-24, -12, 0, 12, 24].map((x) => ellipse(x, -55 + Math.abs(x) * 0.14 - (tilt * x) / -60, 2.2));
  const trim = headwear === 'topi' ? lighter(trimColour, 0.2) : darker(colour, 0.2);
  return [
    { outline: whole, colour },
    { outline: rim, colour: darker(colour, 0.12) },
    ...dots.map((outline) => ({ outline, colour: trim, opacity: 0.75, inside: whole })),
  ];
}

function brim({ headwearColour: colour }: Traits): Layer[] {
  const crown = smooth([-37, -40], [-34, -66], [-22, -80], [0, -76], [22, -80], [34, -66], [37, -40], [0, -33]);
  return [
    {
      outline: smooth([-70, -36], [-30, -47], [0, -49], [30, -47], [70, -36], [30, -29], [0, -27], [-30, -29]),
      colour: lighter(colour, 0.08),
    },
    { outline: crown, colour },
    { outline: stroke(7, 0.9, [-37, -44], [0, -37], [37, -44]), colour: rgb('#3c332c'), inside: crown },
    { outline: stroke(2.4, 0.2, [-24, -64], [0, -70], [20, -66]), colour: lighter(colour, 0.3), opacity: 0.5 },
  ];
}

/** Over the hair and the forehead. */
export function headwearBefore(traits: Traits): Layer[] {
  const { headwear, headwearColour: colour } = traits;
  switch (headwear) {
    case 'none':
      return [];
    case 'hijab': {
      const opening = openingOf(traits) ?? [];
      return [
        {
          outline: stroke(3, 0.3, [-36, -6], [-24, -33], [0, -41], [24, -33], [36, -6]),
          colour: darker(colour, 0.25),
          opacity: 0.55,
        },
        {
          outline: smooth([-50, -60], [-24, -36], [-33, -10], [-31, 20], [-14, 44], [-60, 50]),
          colour: rgb('#2a1711'),
          opacity: 0.22,
          inside: opening,
        },
        { outline: stroke(2.6, 0.2, [14, -58], [38, -36], [43, 0]), colour: lighter(colour, 0.25), opacity: 0.5 },
        { outline: stroke(2.2, 0.2, [-42, 0], [-40, 28], [-22, 52]), colour: darker(colour, 0.3), opacity: 0.45 },
      ];
    }
    case 'shawl':
      return shawl(traits);
    case 'wrap':
      return wrap(traits);
    case 'turban':
      return turban(traits);
    case 'cap':
    case 'topi':
      return cap(traits);
    case 'brim':
      return brim(traits);
  }
}
