import { formatValue } from '../charts/format-value.ts';

type RowBarsProps = { bars: readonly { label: string; value: number }[]; unit: string };

/** A bar for each group, the longest first. */
export function RowBars({ bars, unit }: RowBarsProps) {
  const highest = Math.max(...bars.map(({ value }) => value), 0);
  return (
    <dl class="row-bars">
      {bars
        .toSorted((a, b) => b.value - a.value)
        .map(({ label, value }) => (
          <div key={label} class="row-bar">
            <dt>{label}</dt>
            <dd>
              <span
                class="row-bar-length"
                aria-hidden="true"
                style={{ width: `${highest === 0 ? 0 : (100 * Math.max(0, value)) / highest}%` }}
              />
              <span class="number">{formatValue(value, unit)}</span>
            </dd>
          </div>
        ))}
    </dl>
  );
}
