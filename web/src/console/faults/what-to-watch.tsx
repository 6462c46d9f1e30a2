import type { Alarms } from '../../../../functions/ops/responses.ts';
import { Status } from '../../ui/status.tsx';
import { AlarmLink } from '../alarms/alarm-link.tsx';
import { Moment } from '../moment.tsx';
import type { LocalFault } from './local-fault.ts';

type WhatToWatchProps = { fault: LocalFault; alarms: Alarms | undefined };

/** The alarms that a fault is to raise, with their states as they are now. */
export function WhatToWatch({ fault: { raises }, alarms }: WhatToWatchProps) {
  return (
    <section class="fault-watch">
      <h3>What to watch</h3>
      {raises.length === 0 ? (
        <p class="soft">No alarm is proven by it alone.</p>
      ) : (
        <ul>
          {raises.map((raised) => {
            const alarm = alarms?.alarms.find(({ name }) => name === raised.name);
            return (
              <li key={raised.name}>
                <AlarmLink to={raised} />
                {alarm !== undefined && <Status of={alarm.state} />}
                <span class="soft">
                  {alarm?.state === 'ALARM' && alarms !== undefined ? (
                    <>
                      since <Moment at={alarm.since} now={alarms.generatedAt} />
                    </>
                  ) : (
                    `promised within ${raised.promiseMinutes} min`
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
