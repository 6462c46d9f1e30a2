import type { OrderStatus } from '../../api/types.ts';
import { Card } from '../../ui/card.tsx';
import { type AdminOrderDetail, adminApi } from '../admin-api.ts';
import { ConfirmAction } from '../frame/confirm-action.tsx';
import { moveWords } from './order-words.ts';

type OrderMovesProps = {
  order: AdminOrderDetail;
  onMoved: (order: AdminOrderDetail) => void;
  /** The order is no longer as it is shown. */
  onRefused: () => void;
};

function Move({ order, to, onMoved, onRefused }: OrderMovesProps & { to: OrderStatus }) {
  const { label, title, consequence, done, grave } = moveWords(order, to);
  const act = async () => {
    onMoved(await adminApi.moveOrder(order.id, to));
    return done;
  };
  return (
    <ConfirmAction
      label={label}
      title={title}
      confirm={label}
      keep="Leave it as it is"
      variant={grave ? 'danger' : 'secondary'}
      act={act}
      onRefused={onRefused}
    >
      <p>{`${consequence} This cannot be undone.`}</p>
    </ConfirmAction>
  );
}

/** What an admin may make of an order now. */
export function OrderMoves(props: OrderMovesProps) {
  const { moves } = props.order;
  if (moves.length === 0) return null;
  return (
    <Card title="Move it on">
      <div class="admin-actions">
        {moves.map((to) => (
          <Move key={to} to={to} {...props} />
        ))}
      </div>
    </Card>
  );
}
