import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

/** The shape of a series in the space of a word; decorative, the figure beside it says the number. */
export function Sparkline(props: {
  values: readonly (number | null)[];
  width?: number | undefined;
  height?: number | undefined;
}) {
  const { values } = props;
  const width = props.width ?? 160;
  const height = props.height ?? 34;
  const [low = 0, high = 1] = extent(values, (value) => value ?? undefined);
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [3, width - 5]);
  const y = scaleLinear([low, high === low ? low + 1 : high], [height - 5, 5]);
  const path = line<number | null>(
    (_value, index) => x(index),
    (value) => y(value ?? 0),
  ).defined((value) => value !== null);
  const last = values.at(-1);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <path
        d={path([...values]) ?? ''}
        fill="none"
        stroke="var(--water)"
        strokeWidth="1.75"
        strokeLinejoin="round"
      />
      {last !== null && last !== undefined && (
        <circle cx={x(values.length - 1)} cy={y(last)} r="3.2" fill="var(--water)" />
      )}
    </svg>
  );
}
