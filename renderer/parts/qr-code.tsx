import { useMemo, type JSX } from 'react';
import { encode } from 'uqr';

/** A QR code as one SVG path; black on white in every theme, since scanners need that. */
export function QrCode({ text, label }: Readonly<{ text: string; label: string }>): JSX.Element {
  const { path, size } = useMemo(() => {
    const { data, size: side } = encode(text, { ecc: 'M', border: 4 });
    const modules = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { path: modules.join(''), size: side };
  }, [text]);
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" role="img" aria-label={label}>
      <path d={path} fill="#000" />
    </svg>
  );
}
