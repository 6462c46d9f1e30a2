import { type CompositeAlarm, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { notFound } from '../lib/problem.ts';
import { cloudWatch } from './aws-clients.ts';
import { stagePrefix } from './stage.ts';
import { upstream } from './upstream.ts';

/** An alarm as CloudWatch describes it. */
export type FoundAlarm =
  | { readonly type: 'metric'; readonly alarm: MetricAlarm }
  | { readonly type: 'composite'; readonly alarm: CompositeAlarm };

/** The alarm of this stage with that name; 404 when there is none. */
export async function findAlarm(name: string): Promise<FoundAlarm> {
  if (!name.startsWith(stagePrefix())) throw notFound('alarm');
  const { MetricAlarms: [metric] = [], CompositeAlarms: [composite] = [] } = await upstream(
    'CloudWatch',
    'DescribeAlarms',
    () =>
      cloudWatch().send(
        new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }),
      ),
  );
  if (metric !== undefined) return { type: 'metric', alarm: metric };
  if (composite !== undefined) return { type: 'composite', alarm: composite };
  throw notFound('alarm');
}
