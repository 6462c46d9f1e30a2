import './quantity.css';
import type { TargetedEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

type QuantityProps = {
  /** What is being counted, for the names of the controls. */
  of: string;
  value: number;
  max: number;
  onChange: (quantity: number) => void;
};

/** A number from 1 to `max` with a button on either side; typed numbers count on Enter or when the field is left. */
export function Quantity({ of, value, max, onChange }: QuantityProps) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const change = (wanted: number) => {
    const quantity = Math.min(Math.max(1, max), Math.max(1, wanted));
    setTyped(String(quantity));
    if (quantity !== value) onChange(quantity);
  };
  const commit = (event: TargetedEvent<HTMLInputElement>) => {
    const wanted = Number.parseInt(event.currentTarget.value, 10);
    change(Number.isNaN(wanted) ? value : wanted);
  };
  const step = (by: 1 | -1, blocked: boolean, name: string) => (
    <button
      type="button"
      aria-label={`${name} of ${of}`}
      aria-disabled={blocked}
      onClick={() => blocked || change(value + by)}
    >
      <Icon name={by === 1 ? 'plus' : 'minus'} />
    </button>
  );
  return (
    <span class="quantity">
      {step(-1, value <= 1, 'One less')}
      <input
        type="text"
        inputMode="numeric"
        autocomplete="off"
        maxLength={3}
        aria-label={`Quantity of ${of}`}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={commit}
      />
      {step(1, value >= max, 'One more')}
    </span>
  );
}
