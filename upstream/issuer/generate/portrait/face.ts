import { darker, INK, lighter, lightness, mix, rgb, WHITE, type Rgb } from './colour.ts';
import { ellipse, mirror, smooth, stroke, symmetric, type Outline, type Point } from './outline.ts';
import type { Layer } from './raster.ts';
import type { Traits } from './traits.ts';

/** Head space: (0, 0) is between and just below the eyes, the chin near y = 51, the crown near y = -54. */
export function skinTones(skin: Rgb): { shade: Rgb; deep: Rgb; light: Rgb; lip: Rgb } {
  return {
    shade: mix(skin, rgb('#5e2a1c'), 0.2),
    deep: mix(skin, rgb('#32150f'), 0.45),
    light: lighter(skin, 0.2),
    lip: mix(skin, rgb('#a2403f'), 0.42),
  };
}

export function faceOutline({ faceWidth, jaw, age, sex }: Traits): Outline {
  const child = age === 'child';
  const wide = 38 + faceWidth * 2.5 + (child ? 1 : 0);
  const jawWide = wide - (sex === 'f' ? 8 : 5.5) + jaw * 2.5;
  const chin = child ? 46 : sex === 'f' ? 50 : 52;
  return symmetric(
    [0, -56],
    [21, -50],
    [wide - 4.5, -30],
    [wide, 2],
    [jawWide, child ? 26 : 28],
    [child ? 17 : 15 + jaw * 2, chin - 6],
    [0, chin],
  );
}

export function ears(traits: Traits): Layer[] {
  const { skin, faceWidth, earrings } = traits;
  const { shade } = skinTones(skin);
  const x = 38.5 + faceWidth * 2.5;
  const ear = smooth([x - 4, -8], [x + 4, -11], [x + 7, -3], [x + 4, 9], [x - 2, 14]);
  const inner = stroke(2.2, 0.4, [x + 1, -5], [x + 4, -3], [x + 2, 6]);
  const ring = ellipse(x + 2.5, 16, 2.6);
  const gold = rgb('#d9b45a');
  const layers: Layer[] = [ear, mirror(ear)].map((outline) => ({ outline, colour: mix(skin, shade, 0.4) }));
  layers.push(...[inner, mirror(inner)].map((outline) => ({ outline, colour: shade, opacity: 0.8 })));
  if (earrings) layers.push(...[ring, mirror(ring)].map((outline) => ({ outline, colour: gold })));
  return layers;
}

function both(outline: Outline, rest: Omit<Layer, 'outline'>): Layer[] {
  return [
    { outline, ...rest },
    { outline: mirror(outline), ...rest },
  ];
}

function eyes(traits: Traits): Layer[] {
  const { skin, age, eyeSize, browRise, sex, hairColour } = traits;
  const { deep, shade } = skinTones(skin);
  const child = age === 'child';
  const y = child ? 4 : 0;
  const wide = (child ? 8 : 7.6) + eyeSize * 0.5;
  const open = (child ? 4.6 : age === 'elder' ? 3.3 : 3.9) + eyeSize * 0.4;
  const x = 16;
  const eye = smooth(
    [x - wide, y + 1.2],
    [x - 3.2, y - open + 0.6],
    [x + 2, y - open],
    [x + wide, y - 0.4],
    [x + 2.5, y + open * 0.72],
    [x - 3.5, y + open * 0.7],
  );
  const iris = mix(rgb('#2a1a12'), rgb('#4a2e1c'), lightness(skin));
  const browY = y - 13 - browRise * 1.5 - (child ? 1 : 0);
  const brow = stroke(sex === 'f' ? 2.6 : 3.9, 0.35, [x - 8.5, browY + 1.6], [x, browY - 1.4], [x + 9.5, browY + 1.8]);
  const lid = stroke(
    sex === 'f' ? 2.5 : 2,
    0.45,
    [x - wide - 0.3, y + 1],
    [x - 3.2, y - open + 0.4],
    [x + 2.2, y - open - 0.2],
    [x + wide + 0.8, y - 0.9],
  );
  const crease = stroke(
    1.3,
    0.2,
    [x - wide + 1.5, y - open - 0.6],
    [x + 0.5, y - open - 3.3],
    [x + wide, y - open - 0.4],
  );
  const socket = ellipse(x, y - 1.5, wide + 3, open + 4.5);
  const browColour = mix(darker(skin, 0.6), hairColour, age === 'elder' ? 0.55 : 0.85);
  const layers = [
    ...both(socket, { colour: shade, opacity: 0.28 }),
    ...both(eye, { colour: mix(WHITE, skin, 0.08) }),
    { outline: ellipse(x - 0.2, y - 0.3, open * 0.98), colour: iris, inside: eye },
    { outline: ellipse(-x + 0.2, y - 0.3, open * 0.98), colour: iris, inside: mirror(eye) },
    ...[x - 0.2, -x + 0.2].map((centre) => ({ outline: ellipse(centre, y - 0.3, open * 0.5), colour: INK })),
    ...[x + 1, -x + 1.4].map((centre) => ({ outline: ellipse(centre, y - 1.7, 0.95), colour: WHITE })),
    ...both(lid, { colour: darker(deep, 0.65) }),
    ...both(crease, { colour: deep, opacity: 0.5 }),
    ...both(brow, { colour: browColour, opacity: 0.95 }),
  ];
  return layers;
}

function nose({ skin, noseWidth, age }: Traits): Layer[] {
  const { shade, deep, light } = skinTones(skin);
  const child = age === 'child';
  const half = (child ? 6.2 : 7.6) + noseWidth * 1.3;
  const y = child ? 17 : 18.5;
  const side: Point[] = [
    [-3.6, -4],
    [-4.4, 6],
    [-half + 0.5, y - 3],
  ];
  return [
    { outline: stroke(3, 0.2, ...side), colour: shade, opacity: 0.55 },
    { outline: stroke(4.5, 0.4, [0.6, -4], [0.8, 7], [0.8, y - 4]), colour: light, opacity: 0.4 },
    {
      outline: symmetric([0, y - 7], [half * 0.55, y - 5], [half, y - 1], [half * 0.6, y + 2.4], [0, y + 3.2]),
      colour: shade,
      opacity: 0.35,
    },
    {
      outline: stroke(
        2,
        0.35,
        [-half, y - 1.6],
        [-half * 0.66, y + 2],
        [-2, y + 2],
        [0, y + 3.1],
        [2, y + 2],
        [half * 0.66, y + 2],
        [half, y - 1.6],
      ),
      colour: deep,
      opacity: 0.62,
    },
    { outline: ellipse(1, y - 2.6, 2.6, 2), colour: light, opacity: 0.5 },
  ];
}

function mouth({ skin, age, sex, lipFullness, smile }: Traits): Layer[] {
  const { deep, lip, shade, light } = skinTones(skin);
  const child = age === 'child';
  const y = child ? 29 : 32.5;
  const half = (child ? 9.5 : 11.2) + smile * 2.6;
  const rise = 1.3 + smile * 2;
  const full = (sex === 'f' ? 1.12 : 1) * (1 + lipFullness * 0.2) * (age === 'elder' ? 0.75 : 1);
  const colour = sex === 'f' ? lip : mix(lip, shade, 0.35);
  return [
    {
      outline: smooth(
        [-half, y - rise],
        [-4.2, y - 3.2 * full],
        [0, y - 2.1 * full],
        [4.2, y - 3.2 * full],
        [half, y - rise],
        [0, y + 1.2],
      ),
      colour: darker(colour, 0.12),
    },
    {
      outline: smooth(
        [-half + 1.4, y - rise + 0.4],
        [0, y + 0.6],
        [half - 1.4, y - rise + 0.4],
        [5, y + 4.4 * full],
        [0, y + 5.2 * full],
        [-5, y + 4.4 * full],
      ),
      colour: mix(colour, light, 0.12),
    },
    { outline: ellipse(0.8, y + 3 * full, 3.4, 1), colour: light, opacity: 0.4 },
    {
      outline: stroke(
        1.7,
        0.5,
        [-half - 0.6, y - rise - 0.5],
        [-4, y + 0.3],
        [0, y + 0.1],
        [4, y + 0.3],
        [half + 0.6, y - rise - 0.5],
      ),
      colour: darker(deep, 0.35),
      opacity: 0.85,
    },
    {
      outline: stroke(2.6, 0.1, [-5, y + 7.4 * full], [0, y + 8.4 * full], [5, y + 7.4 * full]),
      colour: shade,
      opacity: 0.5,
    },
  ];
}

function years({ skin, ageYears }: Traits): Layer[] {
  const { deep } = skinTones(skin);
  const depth = Math.min(1, Math.max(0, (ageYears - 38) / 34)) * 0.5;
  if (depth === 0) return [];
  const fold = stroke(1.7, 0.15, [10, 19], [15, 26], [16.5, 33]);
  const crow = [stroke(1.1, 0.1, [26, -1], [31, -3]), stroke(1.1, 0.1, [26, 2], [31, 3.5])];
  const pouch = stroke(1.3, 0.1, [10, 6.5], [16, 8.5], [23, 6]);
  const forehead = [
    stroke(1.3, 0.1, [-17, -29], [0, -31], [17, -29]),
    stroke(1.2, 0.1, [-13, -23.5], [0, -25], [13, -23.5]),
  ];
  return [
    ...[fold, ...crow, pouch].flatMap((outline) => both(outline, { colour: deep, opacity: depth })),
    ...(ageYears >= 55 ? forehead.map((outline) => ({ outline, colour: deep, opacity: depth * 0.7 })) : []),
  ];
}

function marks({ mark }: Traits): Layer[] {
  if (mark === 'bindi') return [{ outline: ellipse(0, -15.5, 2.1), colour: rgb('#9c1f2e') }];
  if (mark === 'none') return [];
  return both(ellipse(22, 15, 8, 7.2), { colour: rgb('#ead9ae'), opacity: 0.7 });
}

/** The face with its features. `opening` cuts it where a scarf encloses it. */
export function face(traits: Traits, opening: Outline | undefined): Layer[] {
  const { skin, age, sex } = traits;
  const { shade, light } = skinTones(skin);
  const outline = faceOutline(traits);
  const inside = opening ?? outline;
  const blush = mix(skin, rgb('#c4523f'), 0.35);
  const side = smooth([-60, -60], [-27, -52], [-33, -10], [-30, 18], [-17, 40], [-4, 60], [-60, 60]);
  return [
    { outline, colour: skin, ...(opening ? { inside: opening } : {}) },
    ...(opening ? [] : [{ outline: side, colour: shade, opacity: 0.55, inside }]),
    { outline: ellipse(7, -29, 19, 11), colour: light, opacity: 0.11 + lightness(skin) * 0.12, inside },
    ...both(ellipse(22, 17, 9, 7), {
      colour: blush,
      opacity: (age === 'child' ? 0.3 : sex === 'f' ? 0.24 : 0.12) * (0.4 + lightness(skin)),
      inside,
    }),
    ...marks(traits),
    ...years(traits),
    ...nose(traits),
    ...mouth(traits),
    ...eyes(traits),
  ];
}
