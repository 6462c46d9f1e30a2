import { AxisPlacement, VizLegendOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import type { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { DEPLOYMENT_STRIP } from '../monitoring/dashboards/deployment-strip.ts';
import { overTime } from './figure-panels.ts';
import { WHOLE_WIDTH } from './lay-out.ts';
import { metricTargets } from './metric-targets.ts';
import { sourcesOf } from './sources.ts';

const COLORS = { Succeeded: 'purple', Failed: 'red' };
const LOW = 3;

/** The strip above all panels that says when releases came: the CloudWatch data source has no annotations of metrics. */
export function deploymentsPanel(stage: string): PanelBuilder {
  const { cloudWatch } = sourcesOf(stage);
  const strip = overTime(DEPLOYMENT_STRIP, true)
    .title(DEPLOYMENT_STRIP.title)
    .description(DEPLOYMENT_STRIP.description)
    .datasource(cloudWatch)
    .targets(metricTargets(DEPLOYMENT_STRIP, cloudWatch))
    .noValue('No release came in this time.')
    .legend(new VizLegendOptionsBuilder().showLegend(false).calcs([]))
    .axisPlacement(AxisPlacement.Hidden)
    .span(WHOLE_WIDTH)
    .height(LOW);
  for (const [name, fixedColor] of Object.entries(COLORS))
    strip.overrideByName(name, [{ id: 'color', value: { mode: 'fixed', fixedColor } }]);
  return strip;
}
