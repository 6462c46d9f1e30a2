import { useId } from 'preact/hooks';
import { TIME_RANGES } from './time-range.ts';

type RangeSelectorProps = { minutes: number; onChange: (minutes: number) => void };

/** Chooses how far back the console looks. */
export function RangeSelector({ minutes, onChange }: RangeSelectorProps) {
  const group = useId();
  return (
    <fieldset class="range">
      <legend class="visually-hidden">Time range</legend>
      {TIME_RANGES.map((range) => (
        <label class="range-option" key={range.minutes}>
          <input
            type="radio"
            name={group}
            aria-label={range.name}
            checked={range.minutes === minutes}
            onChange={() => onChange(range.minutes)}
          />
          <span>{range.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
