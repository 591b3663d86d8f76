/** Closed shapes as polygons; curves are flattened here, so that the rasteriser knows straight edges only. */
export type Point = readonly [x: number, y: number];
export type Outline = readonly Point[];

const STEPS = 7;

function onCurve(before: Point, from: Point, to: Point, after: Point, part: number): Point {
  const square = part * part;
  const cube = square * part;
  const along = (axis: 0 | 1): number =>
    0.5 *
    (2 * from[axis] +
      (to[axis] - before[axis]) * part +
      (2 * before[axis] - 5 * from[axis] + 4 * to[axis] - after[axis]) * square +
      (3 * from[axis] - before[axis] - 3 * to[axis] + after[axis]) * cube);
  return [along(0), along(1)];
}

function through(points: Outline, closed: boolean): Point[] {
  const count = points.length;
  const at = (place: number): Point => {
    const found = points[closed ? (place + count) % count : Math.min(count - 1, Math.max(0, place))];
    if (!found) throw new Error('a curve needs points');
    return found;
  };
  const flat: Point[] = [];
  for (let place = 0; place < (closed ? count : count - 1); place += 1) {
    for (let step = 0; step < STEPS; step += 1) {
      flat.push(onCurve(at(place - 1), at(place), at(place + 1), at(place + 2), step / STEPS));
    }
  }
  if (!closed) flat.push(at(count - 1));
  return flat;
}

/** A closed curve through the points (Catmull-Rom). */
export function smooth(...points: Point[]): Outline {
  return through(points, true);
}

export function mirror(outline: Outline): Outline {
  return outline.map(([x, y]): Point => [-x, y]).toReversed();
}

/** A closed curve, the same on both sides: give the points of the right half from top to bottom; x = 0 is the axis. */
export function symmetric(...right: Point[]): Outline {
  return through([...right, ...mirror(right.filter(([x]) => x !== 0))], true);
}

export function ellipse(x: number, y: number, radiusX: number, radiusY = radiusX): Outline {
  const count = 28;
  return Array.from({ length: count }, (_, place): Point => {
    const angle = (place / count) * 2 * Math.PI;
    return [x + Math.cos(angle) * radiusX, y + Math.sin(angle) * radiusY];
  });
}

/** A brush line through the points, `width` wide in the middle and `ends` (0 to 1) of that at both ends. */
export function stroke(width: number, ends: number, ...points: Point[]): Outline {
  const spine = through(points, false);
  const left: Point[] = [];
  const right: Point[] = [];
  for (const [place, [x, y]] of spine.entries()) {
    const [fromX, fromY] = spine[Math.max(0, place - 1)] ?? [x, y];
    const [toX, toY] = spine[Math.min(spine.length - 1, place + 1)] ?? [x, y];
    const length = Math.hypot(toX - fromX, toY - fromY) || 1;
    const swell = ends + (1 - ends) * Math.sin((place / (spine.length - 1)) * Math.PI);
    const half = (width * swell) / 2;
    const offX = (-(toY - fromY) / length) * half;
    const offY = ((toX - fromX) / length) * half;
    left.push([x + offX, y + offY]);
    right.push([x - offX, y - offY]);
  }
  return [...left, ...right.toReversed()];
}

/** Where a group of shapes goes: turned by `turn` (radians), enlarged, then moved. */
export type Placing = Readonly<{ x: number; y: number; scale: number; turn: number }>;

export function placed(outline: Outline, { x, y, scale, turn }: Placing): Outline {
  const cos = Math.cos(turn) * scale;
  const sin = Math.sin(turn) * scale;
  return outline.map(([px, py]): Point => [x + px * cos - py * sin, y + px * sin + py * cos]);
}
