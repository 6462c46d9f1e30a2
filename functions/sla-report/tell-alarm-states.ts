import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { physicalName } from '../../monitoring/physical-name.ts';
import { env } from '../lib/env.ts';
import { logger } from '../lib/logger.ts';
import { once } from '../lib/once.ts';
import { CONSOLE_PATIENCE, patient } from '../lib/patience.ts';
import { safeError } from '../lib/redact.ts';
import { tracedClient } from '../lib/traced-client.ts';
import { inSubsegment } from '../lib/tracing.ts';

const client = once(() => tracedClient(new CloudWatchClient(patient(CONSOLE_PATIENCE))));

async function tellStates(): Promise<void> {
  const stage = physicalName(env().stage, '');
  const request = { AlarmNamePrefix: stage, AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const] };
  for await (const { MetricAlarms = [], CompositeAlarms = [] } of paginateDescribeAlarms({ client: client() }, request))
    for (const { AlarmName: alarm, StateValue: state } of [...MetricAlarms, ...CompositeAlarms])
      logger().info('An alarm is in this state.', { alarm, state });
}

/**
 * Writes a line of each alarm's state. The function `incidents` writes one of each change; whoever reads logs alone, as Grafana's
 * panels of alarms do, learns of those that have not changed for long from these. Reports do not depend on it: never rejects.
 */
export async function tellAlarmStates(): Promise<void> {
  try {
    await inSubsegment('tell alarm states', tellStates);
  } catch (error) {
    logger().warn('The states of the alarms could not be read.', { error: safeError(error) });
  }
}
