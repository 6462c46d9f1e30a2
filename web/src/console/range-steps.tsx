import type { ComponentChildren } from 'preact';
import { type LookChange, lookAfter, lookBefore } from './look-steps.ts';
import type { Look } from './time-range.ts';

type RangeStepsProps = {
  look: Look;
  /** The shop's time, epoch ms. */
  now: number;
  onChange: (change: LookChange) => void;
  children: ComponentChildren;
};

/** Leads to the time before and after the one that is looked at, on both sides of what chooses how long it is. */
export function RangeSteps({ look, now, onChange, children }: RangeStepsProps) {
  const last = look.until === undefined;
  return (
    <div class="range-steps">
      <button type="button" class="range-step" aria-label="Earlier" onClick={() => onChange(lookBefore(look, now))}>
        ‹
      </button>
      {children}
      <button
        type="button"
        class="range-step"
        aria-label="Later"
        aria-disabled={last}
        onClick={() => last || onChange(lookAfter(look, now))}
      >
        ›
      </button>
    </div>
  );
}
