import type { Operation } from '../../aws/aws-service.ts';
import { alarmNotFound, invalidValue } from '../errors.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';
import { type AlarmGraph, alarmGraph } from '../widget-image/alarm-graph.ts';
import { queryWidget } from '../widget-image/query-widget.ts';
import { readMetricWidget } from '../widget-image/read-metric-widget.ts';

const FORMATS = ['png', 'image/png'];

/** GetMetricWidgetImage: the graph of a metric widget as a PNG; asked for as image/png by awsQuery it is the answer's whole body. */
export function getMetricWidgetImage(state: Pick<ServiceState, 'alarms' | 'source' | 'renderer'>): Operation {
  const graphOf = (arn: string): AlarmGraph => {
    const alarm = state.alarms.list().find((candidate) => candidate.arn === arn);
    if (alarm === undefined) throw alarmNotFound();
    return alarmGraph(alarm);
  };
  return async (input, { now, region, accountId, setBody }) => {
    const members = read(input);
    const text = members.requiredString('MetricWidget');
    const format = members.string('OutputFormat') ?? 'png';
    if (!FORMATS.includes(format)) {
      throw invalidValue(`The value ${format} for parameter OutputFormat must be png or image/png.`);
    }
    const widget = readMetricWidget(text, now, graphOf);
    const asker = { now, region, accountId };
    const png = await state.renderer.render(() => ({ widget, data: queryWidget(widget, state.source, asker) }));
    if (format === 'image/png') setBody?.('image/png', png);
    return { MetricWidgetImage: png };
  };
}
