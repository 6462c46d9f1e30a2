import { UNITS } from '../../../monitoring/cloudwatch.ts';
import type { Operation } from '../../aws/aws-service.ts';
import type { MetricAlarm } from '../alarms/alarm.ts';
import { describeAlarm } from '../alarms/describe-alarm.ts';
import { identityKey } from '../metrics/metric-identity.ts';
import { read, readDimensions, readEnum } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

/** DescribeAlarmsForMetric: the alarms on exactly this metric, metric math left out. */
export function describeAlarmsForMetric({ alarms }: Pick<ServiceState, 'alarms'>): Operation {
  return (input) => {
    const members = read(input);
    const key = identityKey(
      members.requiredString('Namespace'),
      members.requiredString('MetricName'),
      readDimensions(members),
    );
    const stat = members.string('Statistic') ?? members.string('ExtendedStatistic');
    const period = members.number('Period');
    const unit = readEnum(members.string('Unit'), UNITS, 'unit');
    const found = alarms.list().filter((alarm): alarm is MetricAlarm => {
      if (alarm.kind !== 'metric') return false;
      const { subject } = alarm.definition;
      if (subject.kind !== 'metric') return false;
      const { metric } = subject;
      return (
        identityKey(metric.namespace, metric.name, metric.dimensions) === key &&
        (stat === undefined || metric.stat === stat) &&
        (period === undefined || metric.period === period * 1000) &&
        (unit === undefined || metric.unit === unit)
      );
    });
    return { MetricAlarms: found.map(describeAlarm) };
  };
}
