import { env } from '../env.ts';
import { once } from '../once.ts';
import { httpGateway } from './http-gateway.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import { sandboxGateway } from './sandbox-gateway.ts';

const chosen = once((): PaymentGateway => {
  const { paymentUrl } = env();
  return paymentUrl === undefined ? sandboxGateway : httpGateway(paymentUrl);
});

/** The payment provider of this deployment: the one at PAYMENT_URL, or the sandbox in the function itself where there is none. */
export const provider: PaymentGateway = {
  authorise: (...call) => chosen().authorise(...call),
  authoriseInvoice: (...call) => chosen().authoriseInvoice(...call),
  capture: (...call) => chosen().capture(...call),
  void: (...call) => chosen().void(...call),
  invoicePaid: (...call) => chosen().invoicePaid(...call),
};
