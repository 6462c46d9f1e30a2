import type { ObjectiveTally } from '../../../../functions/ops/slo-responses.ts';
import { budgetInWords, budgetLeft } from './objective-words.ts';

/** Below so much of the budget, from 0 to 1, only repairs are to be deployed. */
const LOW = 0.1;

/** What is left of an error budget: in words, and as a bar that says no more. */
export function ErrorBudget({ of }: { of: ObjectiveTally }) {
  const left = budgetLeft(of);
  return (
    <div class="budget" data-low={left < LOW}>
      <p>{budgetInWords(of)}</p>
      {of.budgetUsed !== undefined && (
        <div class="budget-bar" aria-hidden="true">
          <div class="budget-left" style={{ width: `${100 * left}%` }} />
        </div>
      )}
    </div>
  );
}
