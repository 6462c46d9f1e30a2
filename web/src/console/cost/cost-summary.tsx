import type { Cost } from '../../../../functions/ops/cost/cost-responses.ts';
import { Badge } from '../../ui/badge.tsx';
import { measuredInWords, tooEarly, verdictOf } from './cost-words.ts';
import { dollars } from './dollars.ts';

function Figure({ name, amount, of }: { name: string; amount: number; of: string }) {
  return (
    <div class="cost-figure" data-of={of}>
      <dt>{name}</dt>
      <dd class="number">{dollars(amount)}</dd>
    </div>
  );
}

/** Bars to the same scale, which say no more than the figures beside them. */
function Bars({ cost, early }: { cost: Pick<Cost, 'total' | 'budget'>; early: boolean }) {
  const { total, budget = 0 } = cost;
  const { expected } = total;
  const projected = early ? 0 : total.projected;
  const most = Math.max(projected, expected, budget, 1);
  const width = (amount: number) => ({ width: `${(100 * amount) / most}%` });
  return (
    <div class="cost-bars" aria-hidden="true">
      {!early && (
        <div
          class="cost-bar"
          data-of="projected"
          data-over={budget > 0 && projected > budget}
          style={width(projected)}
        />
      )}
      <div class="cost-bar" data-of="expected" style={width(expected)} />
      {budget > 0 && <div class="cost-bar" data-of="budget" style={width(budget)} />}
    </div>
  );
}

/** What the month comes to, unless it is too early to tell, what was expected of it, and the budget. */
export function CostSummary({ cost, local }: { cost: Cost; local: boolean }) {
  const { total, budget } = cost;
  const verdict = verdictOf(cost);
  const early = tooEarly(cost);
  const { text, short } = measuredInWords(cost);
  return (
    <section class="cost-summary" aria-labelledby="cost-month">
      <h2 id="cost-month">
        {early ? 'A month' : 'A month like this'} {!early && <Badge tone={verdict.tone}>{verdict.label}</Badge>}
      </h2>
      <dl class="cost-figures">
        {!early && <Figure name="Projected" amount={total.projected} of="projected" />}
        <Figure name="Expected" amount={total.expected} of="expected" />
        {budget !== undefined && <Figure name="Budget" amount={budget} of="budget" />}
      </dl>
      <Bars cost={cost} early={early} />
      <p class="soft">
        {text}
        {short && !early && ' A day or more tells better.'} US dollars at AWS’s list prices, free tiers deducted.
        {local && ' Nothing is paid for what runs on this machine: this is what a stage like it would cost.'}
      </p>
    </section>
  );
}
