import { ApiError } from '../api/api-error.ts';
import { explain } from '../api/explain.ts';
import type { PaymentMethod } from '../api/types.ts';
import { waitInWords } from '../api/wait-in-words.ts';
import { formatMoney } from '../ui/format-money.ts';

/** What a shopper is told when an order did not go through, and where a link leads on to. */
export type CheckoutFailure = { title: string; detail: string; link?: { href: string; label: string } };

/** The order that was tried: how it was to be paid, and in which currency. */
export type Tried = { method: PaymentMethod; currency: string };

const CART = { href: '/cart', label: 'Go to the cart' };
const ORDERS = { href: '/orders', label: 'See my orders' };
const WALLET = { href: '/wallet', label: 'Go to my wallet' };

const DECLINED: Readonly<Record<PaymentMethod, CheckoutFailure>> = {
  card: { title: 'Your card was declined', detail: 'You were not charged. Please use another card or way to pay.' },
  wallet: {
    title: 'Your store credit is not enough',
    detail: 'Nothing was taken from it. Deposit some first, or pay another way.',
    link: WALLET,
  },
  invoice: {
    title: 'Paying by invoice was declined',
    detail: 'Nothing is ordered. Please pay by card or with store credit; large amounts cannot be paid by invoice.',
  },
};

const BLOCKED: CheckoutFailure = {
  title: 'We cannot take this order online',
  detail: 'Trying again will not help; please contact the shop. You were not charged.',
};

function priceChanged(error: ApiError, currency: string): CheckoutFailure {
  const total = error.amount('totalCents');
  const now = total === undefined ? 'It is shown with your order.' : `It is ${formatMoney(total, currency)} now.`;
  return {
    title: 'The total has changed',
    detail: `${now} You were not charged. Please look at your order, and pay again if that is fine.`,
    link: CART,
  };
}

function conflict(error: ApiError, currency: string): CheckoutFailure {
  if (error.is('price-changed')) return priceChanged(error, currency);
  if (error.is('repeated') || error.type.includes('idempotency')) {
    const words =
      'An earlier attempt with other details has already been taken up. Please look whether it is among your orders.';
    return { title: 'This order may be placed already', detail: words, link: ORDERS };
  }
  return { title: 'The shelf changed meanwhile', detail: `${error.detail} You were not charged.`, link: CART };
}

function serverFault({ status }: ApiError): CheckoutFailure {
  if (status === 504) {
    return { title: 'The payment took too long', detail: 'You were not charged. Please try again.' };
  }
  const words = 'Please try again in a moment: an order that went through is not placed a second time.';
  return { title: 'Something went wrong on our side', detail: words };
}

/** Explains a failed checkout; each answer says whether money moved. */
export function checkoutFailure(error: unknown, { method, currency }: Tried): CheckoutFailure {
  if (!(error instanceof ApiError)) return explain(error);
  if (error.status >= 500) return serverFault(error);
  switch (error.status) {
    case 0: {
      const words = 'The answer did not arrive. Try again: an order that went through is not placed a second time.';
      return { title: 'No connection', detail: words };
    }
    case 400:
      return { title: 'Please check your details', detail: `${error.detail} You were not charged.` };
    case 402:
      return DECLINED[method];
    case 403:
      return error.is('fraud-blocked') ? BLOCKED : explain(error);
    case 409:
      return conflict(error, currency);
    case 429: {
      const words = `That were too many tries in a short time. Please wait, and try again ${waitInWords(error)}. You were not charged.`;
      return { title: 'Please wait a little', detail: words };
    }
    default:
      return explain(error);
  }
}
