import type { Cost } from '../../../../functions/ops/cost/cost-responses.ts';
import { formatStamp } from '../../ui/format-time.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { Sparkline } from '../charts/sparkline.tsx';
import { dollars } from './dollars.ts';

type Charge = Cost['charges'][number];

const COLUMNS: Column<Charge>[] = [
  { id: 'at', header: 'Until', cell: ({ at }) => formatStamp(at) },
  { id: 'charged', header: 'Charged', align: 'end', cell: (charge) => dollars(charge.dollars) },
];

/** What AWS says was charged since the month began: of the whole account, as AWS tells no less. */
export function Charges({ cost: { charges } }: { cost: Cost }) {
  const last = charges.at(-1);
  return (
    <section class="cost-part" aria-labelledby="cost-charges">
      <h2 id="cost-charges">Charged this month</h2>
      {last === undefined ? (
        <p class="soft">
          AWS tells nothing of it here: CloudWatch has EstimatedCharges in us-east-1 alone, and only where billing
          alerts are switched on.
        </p>
      ) : (
        <>
          <p>
            <span class="cost-charged number">{dollars(last.dollars)}</span>{' '}
            <span class="soft">by {formatStamp(last.at)}, of the whole account (AWS/Billing)</span>
          </p>
          <Sparkline values={charges.map((charge) => charge.dollars)} />
          <details class="cost-more">
            <summary>Each report</summary>
            <Table
              caption="Charged since the month began"
              captionHidden
              columns={COLUMNS}
              rows={charges.toReversed()}
              rowKey={({ at }) => at}
            />
          </details>
        </>
      )}
    </section>
  );
}
