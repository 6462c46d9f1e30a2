import { REFRESH_CHOICES } from './refresh.ts';

type RefreshSelectorProps = { seconds: number; onChange: (seconds: number) => void };

/** Chooses how often what costs money to read is read again. */
export function RefreshSelector({ seconds, onChange }: RefreshSelectorProps) {
  return (
    <select
      class="console-select"
      aria-label="Refresh every"
      value={String(seconds)}
      onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
    >
      {REFRESH_CHOICES.map((choice) => (
        <option key={choice.seconds} value={String(choice.seconds)}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
