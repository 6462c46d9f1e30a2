import { type CloudWatchClient, GetMetricWidgetImageCommand } from '@aws-sdk/client-cloudwatch';
import { API_ID } from '../../local/deploy/place.ts';
import { writePicture } from './camera.ts';

async function widgetPicture(cloudwatch: CloudWatchClient, name: string, widget: object): Promise<void> {
  const metrics = [
    ['AWS/ApiGateway', 'Count', 'ApiId', API_ID, { label: 'Requests', stat: 'Sum' }],
    ['.', '5xx', '.', '.', { label: 'Server errors', stat: 'Sum' }],
  ];
  const common = { title: 'Requests a minute', metrics, period: 60, start: '-PT40M', width: 640, height: 320 };
  const MetricWidget = JSON.stringify({ ...common, ...widget });
  const { MetricWidgetImage } = await cloudwatch.send(new GetMetricWidgetImageCommand({ MetricWidget }));
  if (MetricWidgetImage === undefined) throw new Error('CloudWatch drew no picture.');
  writePicture(name, MetricWidgetImage);
}

/** The last forty minutes of the API as GetMetricWidgetImage draws them, with a mark at the time when the fault began. */
export async function takeWidgetPictures(cloudwatch: CloudWatchClient, began: Date): Promise<void> {
  const vertical = [{ label: 'fault', value: began.toISOString() }];
  await widgetPicture(cloudwatch, 'widget-light', { annotations: { vertical } });
  await widgetPicture(cloudwatch, 'widget-dark', { theme: 'dark', stacked: true });
}
