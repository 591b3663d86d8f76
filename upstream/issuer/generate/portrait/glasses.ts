import { rgb } from './colour.ts';
import { ellipse, stroke, type Outline } from './outline.ts';
import type { Layer } from './raster.ts';
import type { Traits } from './traits.ts';

/** Thin frames; the glass only lightens a little. */
export function glasses({ glasses: worn, age }: Traits): Layer[] {
  if (!worn) return [];
  const y = age === 'child' ? 5 : 1;
  const frame = rgb('#2b2724');
  const ring = (x: number): Outline[] => {
    const points = ellipse(x, y, 12, 10.5);
    return [stroke(1.9, 1, ...points, ...points.slice(0, 1))];
  };
  return [
    ...[-16, 16].map((x) => ({ outline: ellipse(x, y, 12, 10.5), colour: rgb('#ffffff'), opacity: 0.12 })),
    ...[-16, 16].flatMap(ring).map((outline) => ({ outline, colour: frame })),
    ...[
      stroke(1.9, 1, [-4.4, y - 2], [0, y - 3.6], [4.4, y - 2]),
      stroke(1.9, 1, [27.5, y - 2], [38, y - 4]),
      stroke(1.9, 1, [-27.5, y - 2], [-38, y - 4]),
    ].map((outline) => ({ outline, colour: frame })),
  ];
}
