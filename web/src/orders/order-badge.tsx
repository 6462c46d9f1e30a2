import type { Order } from '../api/types.ts';
import { Badge } from '../ui/badge.tsx';
import { orderState } from './order-state.ts';

/** The badge that says how far an order is. */
export function OrderBadge({ order }: { order: Order }) {
  const { tone, label } = orderState(order);
  return <Badge tone={tone}>{label}</Badge>;
}
