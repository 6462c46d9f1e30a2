import { useRef, useState } from 'preact/hooks';
import { useAction } from '../../admin/frame/use-action.ts';
import { fieldMessages } from '../../forms/field-messages.ts';
import { FormNotice } from '../../forms/form-notice.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { consoleApi } from '../console-api.ts';

/** For how long an alarm can be muted, in minutes. */
const DURATIONS = [
  { minutes: 15, label: '15 minutes' },
  { minutes: 60, label: '1 hour' },
  { minutes: 240, label: '4 hours' },
  { minutes: 1440, label: '1 day' },
] as const;

const LONGEST_REASON = 200;

type MuteFormProps = { name: string; onMuted: () => void; onLeave: () => void };

/** Asks for how long, and why, an alarm is to tell nobody; everybody in the console reads the reason. */
export function MuteForm({ name, onMuted, onLeave }: MuteFormProps) {
  const [minutes, setMinutes] = useState('60');
  const [reason, setReason] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const { busy, error, run } = useAction();
  const messages = fieldMessages(error, ['reason', 'minutes']);
  const mute = async (event: Event) => {
    event.preventDefault();
    const muted = await run(async () => {
      await consoleApi.muteAlarm(name, { minutes: Number(minutes), reason });
      return 'The alarm is muted.';
    });
    if (muted) onMuted();
    else input.current?.focus();
  };
  return (
    <form class="mute-form" noValidate onSubmit={(event) => void mute(event)}>
      {error !== undefined && Object.keys(messages).length === 0 && <FormNotice error={error} />}
      <Field label="For" error={messages.minutes}>
        {(control) => (
          <select {...control} value={minutes} onChange={(event) => setMinutes(event.currentTarget.value)}>
            {DURATIONS.map(({ minutes: value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label="Reason"
        hint="Everybody reads it above the console’s pages."
        error={messages.reason}
        class="mute-reason"
      >
        {(control) => (
          <input
            {...control}
            ref={input}
            maxLength={LONGEST_REASON}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="mute-actions">
        <Button type="submit" variant="primary" busy={busy}>
          Mute it
        </Button>
        <Button disabled={busy} onClick={onLeave}>
          Leave it on
        </Button>
      </div>
    </form>
  );
}
