import { Status } from '../ui/status.tsx';

/** How urgent an alarm is; it has colour only while the alarm is on, so that a critical alarm at rest alarms nobody. */
export function Severity({ of, state }: { of: string; state: string | undefined }) {
  return <Status of={of} quiet={state !== 'ALARM'} />;
}
