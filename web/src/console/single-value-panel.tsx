import type { WidgetData } from '../../../functions/ops/responses.ts';
import { formatValue } from './charts/format-value.ts';
import { Sparkline } from './charts/sparkline.tsx';

/** A widget of single values: each series' last value, large enough to read from afar. */
export function SingleValuePanel({ widget }: { widget: WidgetData }) {
  return (
    <article class="tile" aria-label={widget.title} title={widget.description}>
      <h2>{widget.title}</h2>
      <dl>
        {widget.series.map((series) => {
          const last = series.values.at(-1);
          return (
            <div class="tile-series" key={series.id}>
              <dt class={widget.series.length === 1 ? 'visually-hidden' : ''}>{series.label}</dt>
              <dd class="number">{last === undefined ? '–' : formatValue(last, widget.unit)}</dd>
              <Sparkline values={series.values} />
            </div>
          );
        })}
      </dl>
    </article>
  );
}
