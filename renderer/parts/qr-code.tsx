import { useMemo, type JSX } from 'react';
import { encode } from 'uqr';

/** A module on paper is whole dots, so that no edge is blurred, and never so small that ink runs it together. */
const LEAST_DOTS = 4;

/**
 * A QR code as one SVG path; black on white in every theme, since scanners need that. For paper, `dots` is the room there is
 * across and the code takes as much of it as whole dots a module allow; otherwise style sheets say how large it is.
 */
export function QrCode({ text, label, dots }: Readonly<{ text: string; label: string; dots?: number }>): JSX.Element {
  const { path, size } = useMemo(() => {
    const { data, size: modules } = encode(text, { ecc: 'M', border: 4 });
    const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { path: squares.join(''), size: modules };
  }, [text]);
  const side = dots === undefined ? undefined : Math.max(LEAST_DOTS, Math.floor(dots / size)) * size;
  return (
    <svg
      className="qr"
      width={side}
      height={side}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
