import { useRef, useState } from 'preact/hooks';
import type { OneAlarm } from '../../../../functions/ops/alarm-responses.ts';
import { useAction } from '../../admin/frame/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { consoleApi } from '../console-api.ts';
import { reasonFor } from '../load-failed.tsx';
import { useMayChange } from '../may-change.ts';
import { Stamp } from '../stamp.tsx';
import { MuteForm } from './mute-form.tsx';

type AlarmMuteProps = { detail: OneAlarm; onChanged: () => void };

function Unmute({ detail: { alarm, mute }, onChanged }: AlarmMuteProps) {
  const { busy, error, run } = useAction();
  const unmute = async () => {
    const done = await run(async () => {
      await consoleApi.unmuteAlarm(alarm.name);
      return 'The alarm tells again.';
    });
    if (done) onChanged();
  };
  return (
    <div class="alarm-mute">
      {error !== undefined && (
        <Notice tone="bad" title="The alarm is still muted">
          {reasonFor(error)}
        </Notice>
      )}
      <Button busy={busy} onClick={() => void unmute()}>
        Unmute
      </Button>
      <p class="soft">
        It tells nobody
        {mute?.until !== undefined && (
          <>
            {' '}
            until <Stamp at={mute.until} />
          </>
        )}
        .
      </p>
    </div>
  );
}

/** Has an alarm tell nobody for a while, or tell again; for administrators, of alarms that tell somebody themselves. */
export function AlarmMute({ detail, onChanged }: AlarmMuteProps) {
  const mayChange = useMayChange();
  const [asking, setAsking] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const done = (changed: boolean) => {
    setAsking(false);
    if (changed) onChanged();
    // What had the focus is gone.
    requestAnimationFrame(() => place.current?.querySelector('button')?.focus());
  };
  if (!mayChange || !detail.alarm.acting) return null;
  const isMuted = detail.mute?.kind === 'alarm';
  return (
    <div ref={place}>
      {isMuted ? (
        <Unmute detail={detail} onChanged={() => done(true)} />
      ) : asking ? (
        <MuteForm name={detail.alarm.name} onMuted={() => done(true)} onLeave={() => done(false)} />
      ) : (
        <Button onClick={() => setAsking(true)}>Mute for a while</Button>
      )}
    </div>
  );
}
