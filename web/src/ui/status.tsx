import { Badge, type Tone } from './badge.tsx';

const STATES: Readonly<Record<string, { tone: Tone; label: string }>> = {
  created: { tone: 'warn', label: 'Created' },
  paid: { tone: 'info', label: 'Paid' },
  shipped: { tone: 'info', label: 'Shipped' },
  delivered: { tone: 'good', label: 'Delivered' },
  cancelled: { tone: 'neutral', label: 'Cancelled' },
  refunded: { tone: 'neutral', label: 'Refunded' },
  OK: { tone: 'good', label: 'OK' },
  ALARM: { tone: 'bad', label: 'In alarm' },
  INSUFFICIENT_DATA: { tone: 'neutral', label: 'Insufficient data' },
  critical: { tone: 'bad', label: 'Critical' },
  warning: { tone: 'warn', label: 'Warning' },
  info: { tone: 'info', label: 'Info' },
};

/** The badge of an order status, an alarm state or an alarm severity; an unknown one is shown as it is written. */
export function Status({ of, quiet = false }: { of: string; quiet?: boolean }) {
  const state = STATES[of];
  return (
    <Badge tone={state?.tone ?? 'neutral'} quiet={quiet}>
      {state?.label ?? of}
    </Badge>
  );
}
