import { createAwsServer } from '../../local/aws/aws-server.ts';
import type { Clock } from '../../local/clock.ts';
import { besideControl } from '../../local/control/beside-control.ts';
import { createFaults, type Faults } from '../../local/faults/faults.ts';
import { listen } from '../../local/listen.ts';
import { createPaymentProvider, type PaymentProviderOptions } from '../../local/payments/payment-provider.ts';

/** The payment provider of the embedded cloud, alone, on a port of its own. */
export type PaymentServer = { readonly url: URL; readonly faults: Faults; stop(): void };

/** Starts it; faults hit as `random` says and take no time unless `wait` does. */
export async function startPaymentServer(
  clock: Pick<Clock, 'now' | 'at' | 'mode'>,
  { random = () => 0, wait = async () => {} }: Partial<Omit<PaymentProviderOptions, 'faults'>> = {},
): Promise<PaymentServer> {
  const faults = createFaults(clock);
  const payments = createPaymentProvider({ faults: faults.switches, random, wait });
  const server = createAwsServer({
    services: [],
    control: besideControl(() => ({ status: 418 }), { payments }),
    now: clock.now,
    region: 'us-east-1',
    accountId: '000000000000',
    onBug: (error) => {
      throw error;
    },
  });
  const port = await listen(server, 0, '--aws-port');
  return {
    url: new URL(`http://127.0.0.1:${port}/_local/payments`),
    faults,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
