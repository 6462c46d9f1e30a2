import { digits } from './card.ts';
import type { CheckoutRequest } from './checkout-problems.ts';

/** The checkout request that a form's fields (named by their path in the request) make. */
export function readCheckout(form: FormData): CheckoutRequest {
  const read = (path: string) => String(form.get(path) ?? '').trim();
  return {
    shipping: {
      name: read('shipping.name'),
      street: read('shipping.street'),
      city: read('shipping.city'),
      postcode: read('shipping.postcode'),
      country: read('shipping.country'),
    },
    payment: {
      method: 'card',
      number: digits(read('payment.number')),
      expiry: read('payment.expiry'),
      cvc: read('payment.cvc'),
    },
  };
}
