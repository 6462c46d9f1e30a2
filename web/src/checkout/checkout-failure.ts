import { ApiError } from '../api/api-error.ts';
import { explain } from '../api/explain.ts';

/** What a shopper is told when an order did not go through, and where a link leads on to. */
export type CheckoutFailure = { title: string; detail: string; link?: { href: string; label: string } };

const CART = { href: '/cart', label: 'Go to the cart' };
const ORDERS = { href: '/orders', label: 'See my orders' };

function conflict({ type, detail }: ApiError): CheckoutFailure {
  if (type.includes('idempotency')) {
    const words =
      'An earlier attempt with other details has already been taken up. Please look whether it is among your orders.';
    return { title: 'This order may be placed already', detail: words, link: ORDERS };
  }
  return { title: 'The shelf changed meanwhile', detail: `${detail} You were not charged.`, link: CART };
}

/** Explains a failed checkout; each answer says whether money moved. */
export function checkoutFailure(error: unknown): CheckoutFailure {
  if (!(error instanceof ApiError)) return explain(error);
  if (error.status === 402) {
    return { title: 'Your card was declined', detail: 'You were not charged. Please use another card.' };
  }
  if (error.status === 504) {
    return { title: 'The payment took too long', detail: 'You were not charged. Please try again.' };
  }
  if (error.status === 409) return conflict(error);
  if (error.status === 400)
    return { title: 'Please check your details', detail: `${error.detail} You were not charged.` };
  if (error.status === 0) {
    const words = 'The answer did not arrive. Try again: an order that went through is not placed a second time.';
    return { title: 'No connection', detail: words };
  }
  if (error.status >= 500) {
    const words = 'Please try again in a moment: an order that went through is not placed a second time.';
    return { title: 'Something went wrong on our side', detail: words };
  }
  return explain(error);
}
