import type { CardPayment } from '../api/types.ts';
import { CARD_PATHS, cardProblems } from '../checkout/checkout-problems.ts';
import { readCard } from '../checkout/read-checkout.ts';
import type { FieldMessages } from '../forms/field-messages.ts';
import { readPrice } from '../state/catalogue-query.ts';

/** A deposit as it is sent; an amount of 0 is one that could not be read. */
export type DepositRequest = { amountCents: number; payment: CardPayment };

/** The least and the most that can be deposited at once, in cents. */
export const DEPOSIT_BOUNDS = { least: 100, most: 100_000 } as const;

/** The fields of the deposit form, by their path in the request. */
export const DEPOSIT_PATHS = ['amountCents', ...CARD_PATHS] as const;

/** The deposit that a form's fields make. */
export function readDeposit(form: FormData): DepositRequest {
  return { amountCents: readPrice(String(form.get('amountCents') ?? '')) ?? 0, payment: readCard(form) };
}

/** What must be mended in a deposit before it is worth sending. */
export function depositProblems({ amountCents, payment }: DepositRequest): FieldMessages {
  const { least, most } = DEPOSIT_BOUNDS;
  const fits = amountCents >= least && amountCents <= most;
  return {
    ...(!fits && { amountCents: 'Enter an amount from 1 to 1,000, such as 25 or 12.50.' }),
    ...cardProblems(payment),
  };
}
