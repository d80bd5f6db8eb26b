import { useMemo } from 'react';
import { encode } from 'uqr';
import classes from './data.module.css';

/** The quiet edge that readers ask for around the code, in modules (ISO/IEC 18004). */
const quiet = 4;

/** A text as a square that another device's camera reads: dark on white in either theme, drawn here and sent nowhere. */
export function QrCode(props: { text: string; label: string }) {
  const { size, path } = useMemo(() => drawn(props.text), [props.text]);
  return (
    <svg
      role="img"
      aria-label={props.label}
      className={classes['qr']}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}

/** The side of the code in modules, its quiet edge included, and its dark modules as one path; up to 15 % of it may be unreadable. */
export function drawn(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: quiet });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { size, path };
}
