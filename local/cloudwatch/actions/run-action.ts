import type { Alarm, HeldState } from '../alarms/alarm.ts';
import { type AlarmNotification, alarmNotification } from '../alarms/notification.ts';
import type { Place } from './alarm-event.ts';
import type { FunctionInvocations } from './function-invocations.ts';
import { lambdaPayload } from './lambda-payload.ts';

/**
 * Publishes to an SNS topic: stores the message durably, within the transaction of the caller, and gives back what
 * starts its delivery once that is over; throws when there is no such topic.
 */
export type Publish = (topicArn: string, notification: AlarmNotification) => (() => void) | undefined;

/** What an action came to: the message it sent, and what starts the delivery. */
export type ActionResult = { readonly message: string; readonly deliver: (() => void) | undefined };

export type ActionTargets = Place & {
  readonly publish: Publish;
  /** Absent where there are no functions to invoke. */
  readonly functions: Pick<FunctionInvocations, 'accept'> | undefined;
};

/** Runs one action of an alarm that has just got its state, by the kind of its ARN; throws when it cannot. */
export function runAction(targets: ActionTargets, alarm: Alarm, previous: HeldState, action: string): ActionResult {
  const [, , service] = action.split(':');
  switch (service) {
    case 'sns': {
      const notification = alarmNotification(alarm, previous, targets);
      return { message: notification.message, deliver: targets.publish(action, notification) };
    }
    case 'lambda': {
      if (targets.functions === undefined) throw new Error('there are no functions to invoke here');
      const payload = lambdaPayload(alarm, previous, targets);
      return { message: JSON.stringify(payload), deliver: targets.functions.accept(action, payload) };
    }
    default:
      throw new Error('the embedded cloud runs SNS and Lambda actions only');
  }
}
