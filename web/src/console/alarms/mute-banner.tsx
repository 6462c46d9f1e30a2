import type { Alarm, Mute } from '../../../../functions/ops/responses.ts';
import { Notice } from '../../ui/notice.tsx';
import { Stamp } from '../stamp.tsx';
import { AlarmLink } from './alarm-link.tsx';

const KINDS: Readonly<Record<Mute['kind'], string>> = {
  maintenance: 'Maintenance is announced',
  deployment: 'A deployment is under way',
  alarm: 'An alarm is muted',
  other: 'Alarms are muted',
};

/** Rules of one kind and reason are one silence: a rule holds only so many alarms. */
function silences(mutes: readonly Mute[]): readonly Mute[] {
  const byWhy = Map.groupBy(mutes, ({ kind, reason, until }) => JSON.stringify([kind, reason, until]));
  return [...byWhy.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, alarms: [first, ...others].flatMap(({ alarms }) => alarms) }],
  );
}

type MuteBannerProps = { mutes: readonly Mute[]; alarms: readonly Alarm[] };

/** Says while alarms tell nobody of what they find: why, until when, and which one or how many. */
export function MuteBanner({ mutes, alarms: known }: MuteBannerProps) {
  return (
    <>
      {silences(mutes).map(({ kind, reason, until, alarms }) => {
        const only = alarms.length === 1 ? known.find(({ name }) => name === alarms[0]) : undefined;
        return (
          <Notice key={`${kind} ${reason} ${until}`} tone="warn" title={KINDS[kind]}>
            <p>
              {only !== undefined && <AlarmLink to={only} />}
              {only !== undefined && ' tells'}
              {only === undefined && (alarms.length === 1 ? 'One alarm tells' : `${alarms.length} alarms tell`)} nobody
              {until !== undefined && (
                <>
                  {' '}
                  until <Stamp at={until} />
                </>
              )}
              {reason === '' ? '.' : `: ${reason}`}
            </p>
          </Notice>
        );
      })}
    </>
  );
}
