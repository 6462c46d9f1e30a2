import type { CardPayment, Payment } from '../api/types.ts';
import { digits } from './card.ts';
import type { CheckoutRequest } from './checkout-problems.ts';

const reader = (form: FormData) => (path: string) => String(form.get(path) ?? '').trim();

/** The card that a form's fields make. */
export function readCard(form: FormData): CardPayment {
  const read = reader(form);
  return {
    method: 'card',
    number: digits(read('payment.number')),
    expiry: read('payment.expiry'),
    cvc: read('payment.cvc'),
  };
}

function readPayment(form: FormData): Payment {
  const method = form.get('payment.method');
  return method === 'wallet' || method === 'invoice' ? { method } : readCard(form);
}

/** The checkout request that a form's fields (named by their path in the request) make, for a cart of that total. */
export function readCheckout(form: FormData, expectedTotalCents: number): CheckoutRequest {
  const read = reader(form);
  return {
    shipping: {
      name: read('shipping.name'),
      street: read('shipping.street'),
      city: read('shipping.city'),
      postcode: read('shipping.postcode'),
      country: read('shipping.country'),
    },
    payment: readPayment(form),
    expectedTotalCents,
  };
}
