import { darker, lighter, mix, type Rgb } from './colour.ts';
import { skinTones } from './face.ts';
import { ellipse, mirror, smooth, stroke, symmetric, type Outline, type Point } from './outline.ts';
import type { Layer } from './raster.ts';
import type { Traits } from './traits.ts';

/** Body space: x = 0 is the middle, y = 0 the hollow of the throat; the picture ends about y = 66. */
type Build = Readonly<{ shoulder: number; neck: number; drop: number }>;

function buildOf({ age, sex }: Traits): Build {
  if (age === 'child') return { shoulder: 62, neck: 15, drop: 17 };
  return sex === 'f' ? { shoulder: 78, neck: 17.5, drop: 21 } : { shoulder: 88, neck: 22, drop: 18 };
}

function torso({ shoulder, neck, drop }: Build): Outline {
  return symmetric(
    [0, -6],
    [neck - 2, -9],
    [neck + 7, 0],
    [neck + 24, 8],
    [shoulder - 8, drop],
    [shoulder + 3, drop + 22],
    [shoulder + 8, 90],
    [0, 100],
  );
}

function motifs(body: Outline, colour: Rgb, opacity: number): Layer[] {
  const layers: Layer[] = [];
  for (let row = 0; row < 5; row += 1) {
    for (let column = -4; column <= 4; column += 1) {
      const x = column * 23 + (row % 2) * 11.5;
      layers.push({ outline: ellipse(x, 10 + row * 15, 4.6, 3.4), colour, opacity, inside: body });
    }
  }
  return layers;
}

function folds(build: Build, colour: Rgb, body: Outline): Layer[] {
  const at = build.shoulder - 20;
  const arm = stroke(2.6, 0.15, [at - 4, 34], [at - 8, 52], [at - 7, 80]);
  return [arm, mirror(arm)].map((outline) => ({ outline, colour: darker(colour, 0.3), opacity: 0.55, inside: body }));
}

/** The skin that the garment leaves open comes first, seams and collars after it. */
function neckline({ garment, garmentColour, trimColour, skin, sex }: Traits, { neck }: Build): Layer[] {
  const edge = darker(garmentColour, 0.22);
  const open = (...points: Point[]): Layer => ({ outline: symmetric(...points), colour: skin });
  const rim = (colour: Rgb, width: number, ...points: Point[]): Layer => ({
    outline: stroke(width, 0.9, ...points),
    colour,
  });
  switch (garment) {
    case 'round':
    case 'drape': {
      const low = sex === 'f' ? 15 : 9;
      return [
        open([0, -20], [neck - 1, -14], [neck + 4, -3], [12, low - 3], [0, low]),
        rim(edge, 4.2, [-neck - 5, -4], [-13, low - 2], [0, low + 1], [13, low - 2], [neck + 5, -4]),
      ];
    }
    case 'vee': {
      const tip = 26;
      const outline: Outline = [
        [-neck, -14],
        [neck, -14],
        [neck + 5, -4],
        [0, tip],
        [-neck - 5, -4],
      ];
      return [
        { outline, colour: skin },
        rim(edge, 3.6, [-neck - 5, -5], [-neck / 2, 10], [0, tip + 1]),
        rim(edge, 3.6, [neck + 5, -5], [neck / 2, 10], [0, tip + 1]),
      ];
    }
    case 'collar': {
      const flap: Outline = [
        [2, 13],
        [neck + 3, -10],
        [neck + 11, -2],
        [19, 24],
      ];
      const opening: Outline = [
        [-neck, -14],
        [neck, -14],
        [neck + 3, -8],
        [0, 15],
        [-neck - 3, -8],
      ];
      return [
        { outline: opening, colour: skin },
        ...[flap, mirror(flap)].map((outline) => ({ outline, colour: lighter(garmentColour, 0.14) })),
        rim(edge, 1.6, [0, 15], [0, 90]),
        ...[30, 48].map((y) => ({ outline: ellipse(3.4, y, 1.8), colour: lighter(garmentColour, 0.45) })),
      ];
    }
    case 'robe':
      return [
        open([0, -20], [neck - 1, -14], [neck + 3, -4], [10, 6], [0, 8]),
        rim(trimColour, 5, [-neck - 4, -5], [-11, 7], [0, 10], [11, 7], [neck + 4, -5]),
        {
          outline: [
            [-6, 10],
            [6, 10],
            [5, 44],
            [0, 50],
            [-5, 44],
          ],
          colour: trimColour,
          opacity: 0.85,
        },
        ...[18, 28, 38].map((y) => ({ outline: ellipse(0, y, 1.6), colour: lighter(trimColour, 0.55) })),
      ];
  }
}

function scarfEnds({ garment, headwearColour: colour, trimColour }: Traits, body: Outline): Layer[] {
  if (garment !== 'drape') return [];
  const across = smooth([-62, 4], [-34, -2], [0, 22], [40, 34], [92, 46], [90, 80], [20, 72], [-40, 44], [-70, 30]);
  return [
    { outline: across, colour },
    { outline: stroke(3, 0.7, [-36, -1], [0, 22], [40, 34], [90, 46]), colour: trimColour, opacity: 0.85 },
    ...[stroke(2.2, 0.2, [-52, 14], [0, 42], [70, 62]), stroke(2, 0.2, [-30, 14], [10, 36], [60, 50])].map(
      (outline) => ({ outline, colour: darker(colour, 0.3), opacity: 0.5, inside: body }),
    ),
  ];
}

/** Neck, shoulders and what is worn on them. */
export function clothes(traits: Traits): Layer[] {
  const { garmentColour: colour, skin, pattern, trimColour, headwear } = traits;
  const build = buildOf(traits);
  const body = torso(build);
  const { shade } = skinTones(skin);
  const neck = build.neck;
  const [opening, ...trims] = neckline(traits, build);
  const column: Outline = [
    [-neck, -50],
    [neck, -50],
    [neck, -12],
    [neck + 3, -3],
    [-neck - 3, -3],
    [-neck, -12],
  ];
  const underChin = smooth([-neck - 1, -50], [neck + 1, -50], [neck, -17], [0, -8], [-neck, -17]);
  return [
    { outline: body, colour },
    ...(pattern ? motifs(body, mix(colour, trimColour, 0.75), 0.8) : []),
    {
      outline: smooth([-120, 0], [-72, 0], [-54, 40], [-58, 110], [-120, 110]),
      colour: darker(colour, 0.4),
      opacity: 0.2,
      inside: body,
    },
    ...folds(build, colour, body),
    ...(opening && headwear !== 'hijab'
      ? [
          opening,
          { outline: column, colour: skin },
          { outline: underChin, colour: shade, opacity: 0.8, inside: column },
        ]
      : []),
    ...trims,
    ...scarfEnds(traits, body),
  ];
}
