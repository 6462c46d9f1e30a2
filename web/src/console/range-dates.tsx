import type { TargetedEvent } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { LOCALE } from '../ui/locale.ts';
import { fieldTime, type LookChange, typedTime } from './look-steps.ts';
import type { Look } from './time-range.ts';

type RangeDatesProps = {
  look: Look;
  /** The shop's time, epoch ms. */
  now: number;
  onChange: (change: LookChange) => void;
};

const MINUTE = 60_000;

/** The time as short as it can be told: the year only of another one than that of `now` (epoch ms). */
export function timeName({ minutes, until }: Look, now: number): string {
  if (until === undefined) return 'From – to';
  const end = Date.parse(until);
  const year = new Date(end - minutes * MINUTE).getFullYear() !== new Date(now).getFullYear();
  const format = new Intl.DateTimeFormat(LOCALE, {
    ...(year ? { year: 'numeric' } : {}),
    ...{ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  return format.formatRange(end - minutes * MINUTE, end);
}

type Typed = { from: string; to: string };

function typedAt({ minutes, until }: Look, now: number): Typed {
  const end = until === undefined ? now : Date.parse(until);
  return { from: fieldTime(end - minutes * MINUTE), to: fieldTime(end) };
}

/** The day and time at which what is looked at begins and ends, below a button that says them. */
export function RangeDates({ look, now, onChange }: RangeDatesProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const [typed, setTyped] = useState<Typed>({ from: '', to: '' });
  const [problem, setProblem] = useState('');
  const told = useId();
  const close = () => {
    if (menu.current) menu.current.open = false;
    menu.current?.querySelector('summary')?.focus();
  };
  const leave = ({ relatedTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof Node) || menu.current === null) return;
    if (!menu.current.contains(relatedTarget)) menu.current.open = false;
  };
  const opened = () => {
    if (menu.current?.open !== true) return;
    setTyped(typedAt(look, now));
    setProblem('');
  };
  const submit = (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = typedTime(typed.from, typed.to, now);
    if ('problem' in read) return setProblem(read.problem);
    close();
    onChange(read.change);
  };
  const field = (name: keyof Typed, label: string) => (
    <label>
      <span>{label}</span>
      <input
        type="datetime-local"
        required
        value={typed[name]}
        aria-describedby={told}
        onInput={({ currentTarget }) => setTyped({ ...typed, [name]: currentTarget.value })}
      />
    </label>
  );
  return (
    <details
      class="range-dates"
      ref={menu}
      onToggle={opened}
      onFocusOut={leave}
      onKeyDown={({ key }) => key === 'Escape' && close()}
      data-chosen={look.until !== undefined}
    >
      <summary aria-label={`Time from and to: ${timeName(look, now)}`}>{timeName(look, now)}</summary>
      <form class="range-dates-form" noValidate onSubmit={submit}>
        {field('from', 'From')}
        {field('to', 'To')}
        <p class="soft" id={told} role={problem === '' ? undefined : 'alert'} data-problem={problem !== ''}>
          {problem || `Times of ${new Intl.DateTimeFormat().resolvedOptions().timeZone}.`}
        </p>
        <button type="submit" class="button button-secondary">
          Show
        </button>
      </form>
    </details>
  );
}
