import { PanelBuilder as BarChart } from '@grafana/grafana-foundation-sdk/barchart';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  BigValueColorMode,
  BigValueGraphMode,
  type DataSourceRef,
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as Gauge } from '@grafana/grafana-foundation-sdk/gauge';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';
import type { MetricPanel, Panel } from '../monitoring/dashboards/panel.ts';
import { type FigurePanel, isByFunction } from '../monitoring/dashboards/resolve-panel.ts';
import { metricTargets, ownInterval } from './metric-targets.ts';
import { budgetThresholds, hasThresholds, thresholdsOf } from './thresholds.ts';
import { grafanaUnit } from './units.ts';

/** The last datapoint of the range that has a value, which every face calls the latest. */
const LATEST = 'lastNotNull';

const latest = () => new ReduceDataOptionsBuilder().calcs([LATEST]).values(false).fields('');

/** Of panels with lines of several functions, those of the chosen one; where Grafana cannot filter by a variable, all. */
const CHOSEN_FUNCTION = {
  id: 'filterFieldsByName',
  options: { byVariable: true, include: { variable: '$function' } },
};

function legend(): VizLegendOptionsBuilder {
  return new VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(LegendDisplayMode.Table)
    .placement(LegendPlacement.Bottom)
    .calcs([LATEST, 'min', 'max']);
}

/** Lines, or bars of each period, with the thresholds of their alarms. */
export function overTime(panel: Panel, bars: boolean): TimeSeries {
  const isMarked = hasThresholds(panel);
  const shape = new TimeSeries()
    .drawStyle(bars ? GraphDrawStyle.Bars : GraphDrawStyle.Line)
    .fillOpacity(bars ? 60 : 0)
    .lineWidth(1)
    .showPoints(VisibilityMode.Auto)
    .legend(legend())
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
    .thresholds(thresholdsOf(panel))
    .thresholdsStyle(
      new GraphThresholdsStyleConfigBuilder().mode(
        isMarked ? GraphThresholdsStyleMode.Dashed : GraphThresholdsStyleMode.Off,
      ),
    );
  return 'signed' in panel ? shape : shape.min(0);
}

/** Figures by group, a bar for each. */
export function byGroup(): BarChart {
  return new BarChart().legend(new VizLegendOptionsBuilder().showLegend(false).calcs([]));
}

function gauge(panel: MetricPanel): Gauge {
  const { min, max } = panel.range ?? { min: 0, max: 100 };
  return new Gauge().min(min).max(max).thresholds(thresholdsOf(panel)).reduceOptions(latest());
}

function stat(panel: MetricPanel): Stat {
  return new Stat()
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .thresholds(thresholdsOf(panel))
    .reduceOptions(latest());
}

function table(): Table {
  return new Table().withTransformation({ id: 'reduce', options: { reducers: [LATEST] } });
}

function shapeOf(panel: FigurePanel) {
  switch (panel.type) {
    case 'timeSeries':
    case 'bar':
      return overTime(panel, panel.type === 'bar');
    case 'stat':
      return stat(panel);
    case 'gauge':
      return gauge(panel);
    case 'table':
      return table();
    case 'sloBudget':
      return new Gauge().min(0).max(100).thresholds(budgetThresholds()).reduceOptions(latest());
    default:
      return panel satisfies never;
  }
}

/** A panel whose figures are those of metrics. */
export function figurePanel(panel: FigurePanel, source: DataSourceRef) {
  const targets: Builder<Dataquery>[] = metricTargets(panel, source);
  const shape = shapeOf(panel).datasource(source).targets(targets).unit(grafanaUnit(panel.unit));
  const interval = ownInterval(panel);
  if (interval !== undefined) shape.interval(interval);
  if (panel.span !== undefined) shape.timeFrom(`${panel.span / 3_600}h`);
  if (isByFunction(panel)) shape.withTransformation(CHOSEN_FUNCTION);
  return shape;
}
