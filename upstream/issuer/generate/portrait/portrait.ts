import { lighter } from './colour.ts';
import { clothes } from './clothes.ts';
import { ears, face } from './face.ts';
import { beardOf, hairBefore, hairBehind } from './hair.ts';
import { glasses } from './glasses.ts';
import { headwearBefore, headwearBehind, openingOf } from './headwear.ts';
import { ellipse, placed, type Outline, type Placing } from './outline.ts';
import { encodePng } from './png.ts';
import { paint, type Layer } from './raster.ts';
import type { Traits } from './traits.ts';

/** Width and height of a portrait in pixels. */
export const PORTRAIT_PIXELS = 240;

function placeAll(layers: readonly Layer[], placing: Placing): Layer[] {
  const seen = new Map<Outline, Outline>();
  const place = (outline: Outline): Outline => {
    const known = seen.get(outline) ?? placed(outline, placing);
    seen.set(outline, known);
    return known;
  };
  return layers.map((layer) => ({
    ...layer,
    outline: place(layer.outline),
    ...(layer.inside ? { inside: place(layer.inside) } : {}),
  }));
}

/** A drawn head-and-shoulders portrait as PNG, 240 × 240: an illustration of nobody, the same for the same traits. */
export function drawPortrait(traits: Traits): Uint8Array {
  const child = traits.age === 'child';
  const young = child ? Math.max(0, (14 - traits.ageYears) / 14) : 0;
  const head: Placing = {
    x: 120,
    y: child ? 112 + young * 8 : 108,
    scale: child ? 1.02 - young * 0.04 : 1.03,
    turn: traits.turn,
  };
  const body: Placing = { x: 120, y: child ? 177 : 180, scale: child ? 0.98 - young * 0.14 : 1, turn: 0 };
  const { headwear } = traits;
  const covered = headwear === 'hijab';
  const hidesHair = covered || headwear === 'wrap' || headwear === 'turban';
  const earsShow = !covered && headwear !== 'shawl' && traits.hair !== 'long' && traits.hair !== 'bob';
  const flatTop = headwear === 'cap' || headwear === 'topi' || headwear === 'brim' || headwear === 'shawl';
  const behind = hidesHair || (flatTop && ['bun', 'afro', 'puffs'].includes(traits.hair)) ? [] : hairBehind(traits);
  const before = hidesHair ? [] : hairBefore(flatTop && traits.hair === 'afro' ? { ...traits, hair: 'crop' } : traits);
  const halo: Layer = { outline: ellipse(120, 118, 96), colour: lighter(traits.ground, 0.5), opacity: 0.6 };
  const around = headwearBehind(traits);
  const layers = [
    halo,
    ...placeAll([...behind, ...(covered ? [] : around)], head),
    ...placeAll(clothes(traits), body),
    ...placeAll(
      [
        ...(covered ? around : []),
        ...(earsShow ? ears(traits) : []),
        ...face(traits, openingOf(traits)),
        ...beardOf(traits),
        ...glasses(traits),
        ...before,
        ...headwearBefore(traits),
      ],
      head,
    ),
  ];
  return encodePng(paint(PORTRAIT_PIXELS, traits.ground, layers));
}
