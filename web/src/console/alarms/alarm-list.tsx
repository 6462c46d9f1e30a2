import type { Alarm } from '../../../../functions/ops/responses.ts';
import { Status } from '../../ui/status.tsx';
import { AlarmLink } from './alarm-link.tsx';

/** Alarms by their titles, with their states. */
export function AlarmList({ alarms }: { alarms: readonly Alarm[] }) {
  return (
    <ul class="alarm-links">
      {alarms.map((each) => (
        <li key={each.name}>
          <AlarmLink to={each} /> <Status of={each.state} quiet={each.state !== 'ALARM'} />
        </li>
      ))}
    </ul>
  );
}
