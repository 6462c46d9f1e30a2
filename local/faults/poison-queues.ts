import { AwsError } from '../aws/aws-error.ts';
import type { Clock } from '../clock.ts';
import type { Queues } from '../sqs/queues.ts';
import type { FaultSwitch } from './fault-switch.ts';
import { POISON, type PoisonMessage } from './poison-message.ts';
import { queueNameOf } from './queue-scope.ts';
import { millisecondsOf } from './virtual-time.ts';

/** Sends the fault poison-message's messages while it is on, and takes all of them away when it is not, dead letters included. */
export function poisonQueues(
  fault: Pick<FaultSwitch<PoisonMessage>, 'subscribe'>,
  queues: Pick<Queues, 'get' | 'discard'>,
  clock: Pick<Clock, 'now' | 'at'>,
): void {
  let cancel = (): void => {};

  /** A queue that is unavailable meanwhile has one less. */
  const put = (name: string): void => {
    try {
      queues.get(queueNameOf(name))?.send({ body: POISON });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
    }
  };

  const send = ({ queues: names, every }: PoisonMessage): void => {
    cancel = clock.at(clock.now() + millisecondsOf(every), () => send({ queues: names, every }));
    for (const name of names) put(name);
  };

  // What a process that was killed left behind.
  queues.discard(POISON);
  fault.subscribe((settings) => {
    cancel();
    if (settings) send(settings);
    else queues.discard(POISON);
  });
}
