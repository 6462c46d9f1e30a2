import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { readPrice, writePrice } from '../state/catalogue-query.ts';
import { type PriceBounds, priceProblem } from './price-problem.ts';

type PriceRangeProps = {
  min: number | undefined;
  max: number | undefined;
  onChange: (bounds: { minPriceCents: number | undefined; maxPriceCents: number | undefined }) => void;
};

/** The lowest and highest price to show; what is typed counts on Enter or when its field is left. */
export function PriceRange({ min, max, onChange }: PriceRangeProps) {
  const id = useId();
  const [typed, setTyped] = useState<PriceBounds>({ min: '', max: '' });
  const [problem, setProblem] = useState<string>();
  // One end that is applied leaves the other one, which may be in the middle of being typed.
  useEffect(() => setTyped((before) => ({ ...before, min: writePrice(min) })), [min]);
  useEffect(() => setTyped((before) => ({ ...before, max: writePrice(max) })), [max]);
  useEffect(() => setProblem(undefined), [min, max]);
  const commit = () => {
    const found = priceProblem(typed);
    setProblem(found);
    const bounds = { minPriceCents: readPrice(typed.min), maxPriceCents: readPrice(typed.max) };
    if (found === undefined && (bounds.minPriceCents !== min || bounds.maxPriceCents !== max)) onChange(bounds);
  };
  const commitOnEnter = (event: TargetedKeyboardEvent<HTMLInputElement>) => event.key === 'Enter' && commit();
  const bound = (which: keyof PriceBounds, label: string) => (
    <input
      class="input"
      type="text"
      inputMode="decimal"
      autocomplete="off"
      maxLength={10}
      placeholder={label}
      aria-label={`${label} price in euros`}
      aria-invalid={problem !== undefined}
      aria-describedby={problem === undefined ? undefined : id}
      value={typed[which]}
      onInput={({ currentTarget }) => setTyped({ ...typed, [which]: currentTarget.value })}
      onBlur={commit}
      onKeyDown={commitOnEnter}
    />
  );
  return (
    <fieldset class="filter price-range">
      <legend>Price in €</legend>
      <div class="price-range-row">
        {bound('min', 'Lowest')}
        <span aria-hidden="true">–</span>
        {bound('max', 'Highest')}
      </div>
      {problem !== undefined && (
        <p class="field-error" id={id} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
