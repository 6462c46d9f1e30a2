import { Badge } from '../ui/badge.tsx';
import { type OrderFacts, orderState } from './order-state.ts';

/** The badge that says how far an order is. */
export function OrderBadge({ order }: { order: OrderFacts }) {
  const { tone, label } = orderState(order);
  return <Badge tone={tone}>{label}</Badge>;
}
