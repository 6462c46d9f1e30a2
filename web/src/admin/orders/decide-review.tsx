import { explain } from '../../api/explain.ts';
import { focusPage } from '../../shell/focus-page.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoney } from '../../ui/format-money.ts';
import { Notice } from '../../ui/notice.tsx';
import { type AdminOrder, type AdminOrderDetail, adminApi } from '../admin-api.ts';
import { ConfirmAction } from '../frame/confirm-action.tsx';
import { shortId } from '../frame/short-id.ts';
import { useAction } from '../frame/use-action.ts';

type DecideReviewProps = {
  order: AdminOrder;
  onDecided: (order: AdminOrderDetail) => void;
  /** The order is no longer as it is shown. */
  onRefused: () => void;
};

const consequence = ({ paymentMethod, totalCents, currency }: AdminOrder): string =>
  paymentMethod === 'invoice' ? 'The customer still has to pay.' : `${formatMoney(totalCents, currency)} are taken.`;

/** The two decisions about an order that a fraud rule has held. */
export function DecideReview({ order, onDecided, onRefused }: DecideReviewProps) {
  const { busy, error, run } = useAction();
  const decide = (decision: 'approve' | 'reject', done: string) => async () => {
    onDecided(await adminApi.decide(order.id, decision));
    return done;
  };
  const approve = async () => {
    const done = await run(decide('approve', 'The order is approved.'));
    if (done) requestAnimationFrame(focusPage);
  };
  return (
    <div class="admin-stack">
      <p class="soft admin-note">{`If you approve it: ${consequence(order)}`}</p>
      {error !== undefined && (
        <Notice tone="bad" title={explain(error).title}>
          <p>{explain(error).detail}</p>
          <div class="notice-actions">
            <Button onClick={onRefused}>Look again</Button>
          </div>
        </Notice>
      )}
      <div class="admin-actions">
        <Button
          variant="primary"
          aria-label={`Approve order ${shortId(order.id)}`}
          busy={busy}
          onClick={() => void approve()}
        >
          Approve
        </Button>
        <ConfirmAction
          label="Reject"
          aria-label={`Reject order ${shortId(order.id)}`}
          title="Reject this order?"
          confirm="Reject the order"
          keep="Leave it waiting"
          variant="danger"
          act={decide('reject', 'The order is rejected.')}
          onRefused={onRefused}
        >
          <p>The order is cancelled, its products go back into stock, and the customer pays nothing.</p>
        </ConfirmAction>
      </div>
    </div>
  );
}
