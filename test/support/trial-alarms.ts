import { DescribeAlarmsCommand, PutMetricAlarmCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { alarmDescription } from '../../monitoring/alarms/alarm-description.ts';
import type { IncidentGroup } from '../../monitoring/alarms/incident-groups.ts';
import type { Severity } from '../../monitoring/resources.ts';
import { awsClients } from './aws-clients.ts';
import { advance, virtualNow } from './control.ts';

/** An alarm of a test, on a metric of its own, which stays as it is until the metric says otherwise. */
export type TrialAlarm = {
  readonly title: string;
  readonly group: IncidentGroup;
  readonly severity?: Severity;
  readonly category?: 'service' | 'delivery';
  /** How its name begins: as those of the stage do, unless given; of these a start deletes whichever are not its own. */
  readonly prefix?: string;
};

/** What a metric of them is above when its alarm is raised. */
const TRIAL_THRESHOLD = 5;
const [HIGH, LOW] = [7.5, 0];

const nameOf = ({ title, prefix = 'smallcart-local-' }: TrialAlarm) =>
  prefix + title.toLowerCase().replaceAll(' ', '-');
const metricOf = (alarm: TrialAlarm) => ({ Namespace: 'SmallCart/local', MetricName: nameOf(alarm) });

/** Alarms of a running system, each made when it is first raised, that a test raises and ends by what their metrics say. */
export function trialAlarms(awsUrl: string) {
  const { cloudwatch } = awsClients(awsUrl);
  const known = new Set<TrialAlarm>();

  const put = async (alarm: TrialAlarm): Promise<void> => {
    if (known.has(alarm)) return;
    known.add(alarm);
    const { title, group, severity = 'critical', category = 'service' } = alarm;
    const facts = { id: nameOf(alarm), title, group, severity, category, notices: `Users notice ${title}.` };
    const topic = `arn:aws:sns:us-east-1:000000000000:smallcart-local-${severity}`;
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        ...{ ...metricOf(alarm), AlarmName: nameOf(alarm), AlarmActions: [topic], OKActions: [topic] },
        AlarmDescription: alarmDescription({
          ...facts,
          promiseMinutes: 2,
          runbook: 'shop-unavailable.md',
          provenBy: [],
        }),
        ...{ Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, TreatMissingData: 'ignore' },
        ...{ Threshold: TRIAL_THRESHOLD, ComparisonOperator: 'GreaterThanThreshold' },
      }),
    );
  };

  const report = async (alarms: readonly TrialAlarm[], Value: number): Promise<void> => {
    const Timestamp = await virtualNow(awsUrl);
    for (const alarm of alarms) {
      const { Namespace, MetricName } = metricOf(alarm);
      await cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName, Timestamp, Value }] }));
    }
  };

  /** What the metrics say is seen when their minute is over, and told in the next. */
  const seen = () => advance(awsUrl, 'PT2M');

  return {
    /** Has them made before, so that what is announced for all alarms holds for them. */
    make: async (...alarms: readonly TrialAlarm[]): Promise<void> => {
      for (const alarm of alarms) await put(alarm);
    },
    /** Has them raised two minutes later. */
    raise: async (...alarms: readonly TrialAlarm[]): Promise<void> => {
      for (const alarm of alarms) await put(alarm);
      await report(alarms, HIGH);
      await seen();
    },
    /** Has them over two minutes later. */
    end: async (...alarms: readonly TrialAlarm[]): Promise<void> => {
      await report(alarms, LOW);
      await seen();
    },
    state: async (alarm: TrialAlarm): Promise<string | undefined> => {
      const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [nameOf(alarm)] }));
      return MetricAlarms[0]?.StateValue;
    },
  };
}
