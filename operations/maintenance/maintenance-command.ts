import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Notice } from '../../functions/lib/incidents/notice.ts';
import { patient } from '../../functions/lib/patience.ts';
import { awsAccess } from '../aws-access.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';
import { createSilence, type Silence } from '../silence/silence.ts';
import { stageTime } from '../stage-time.ts';
import { noticeEvent } from '../telemetry/notice-event.ts';
import { sendEvents } from '../telemetry/send-events.ts';
import { createCloudWatchCaller } from '../verify/cloudwatch-caller.ts';
import type { MaintenanceOptions } from './maintenance-options.ts';

const PATIENCE = { attempts: 3, attemptTimeout: 10_000 };
const MINUTE = 60_000;

const minuteOf = (time: number): string => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Tells people; the silence stands whether they could be told or not. */
async function tell(place: Place, notice: Omit<Notice, 'stage' | 'severity' | 'atOnce'>): Promise<string> {
  const events = new EventBridgeClient({ ...patient(PATIENCE), ...awsAccess(place) });
  try {
    await sendEvents(events, [noticeEvent({ ...notice, stage: place.stage, severity: 'info', atOnce: true })]);
    return '';
  } catch (error) {
    return ` Nobody could be told of it: ${explainAwsError(error, place, 'events:PutEvents').message}`;
  } finally {
    events.destroy();
  }
}

async function announce(
  { place, minutes, reason }: Extract<MaintenanceOptions, { order: 'announce' }>,
  silence: Silence,
  now: number,
): Promise<string> {
  const { stage } = place;
  const count = await silence.begin(now, minutes, reason);
  if (count === 0) throw new OperatorError(`Stage ${stage} has no alarms that tell anybody: there is nothing to mute.`);
  const until = minuteOf(now + minutes * MINUTE);
  const title = `Maintenance of stage ${stage} until ${until}`;
  const untold = await tell(place, { id: `maintenance-${now}`, title, text: reason });
  return `${count} alarms of stage ${stage} tell nobody until ${until}, or npm run maintenance -- --end.${untold}`;
}

async function end(place: Place, silence: Silence, now: number): Promise<string> {
  const { stage } = place;
  if (!(await silence.end())) throw new OperatorError(`No maintenance of stage ${stage} is announced.`);
  const title = `Maintenance of stage ${stage} is over`;
  const text = 'Alarms tell again of what they find.';
  const untold = await tell(place, { id: `maintenance-end-${now}`, title, text });
  return `The alarms of stage ${stage} tell again; what is in ALARM is told now.${untold}`;
}

async function tellCurrent({ stage }: Place, silence: Silence): Promise<string> {
  const [silenced] = await silence.current();
  if (silenced === undefined) return `No maintenance of stage ${stage} is announced: its alarms tell what they find.`;
  const until = silenced.until === undefined ? 'until it is ended' : `until ${minuteOf(silenced.until)}`;
  return `The alarms of stage ${stage} tell nobody ${until}: ${silenced.reason}`;
}

/** Does what `npm run maintenance` was asked for, and says in a sentence what came of it. */
export async function maintain(options: MaintenanceOptions): Promise<string> {
  const { place } = options;
  const silence = createSilence(createCloudWatchCaller(place, awsAccess(place)), 'maintenance');
  const now = await stageTime(place);
  switch (options.order) {
    case 'announce':
      return announce(options, silence, now);
    case 'end':
      return end(place, silence, now);
    case 'tell':
      return tellCurrent(place, silence);
    default:
      return options satisfies never;
  }
}
