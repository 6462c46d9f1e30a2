/** A card as the shopper typed it, parsed; it exists only in memory, for as long as the payment takes. */
export type Card = {
  /** 12 to 19 digits. */
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
};

/** A request for money. */
export type PaymentRequest = {
  /** The order's id: what the provider knows the payment by. */
  readonly reference: string;
  readonly amountCents: number;
  readonly currency: string;
  readonly card: Card;
};

/** What the provider decided. `invalid` means that there is no such card. */
export type PaymentDecision =
  | { readonly status: 'authorised'; readonly authorisationId: string }
  | { readonly status: 'declined' }
  | { readonly status: 'invalid' };

/** A payment provider. */
export interface PaymentGateway {
  /** Reserves the amount; rejects when the signal aborts or the provider fails. */
  authorise(request: PaymentRequest, signal: AbortSignal): Promise<PaymentDecision>;
  /** Releases whatever is reserved under the reference; harmless when nothing is. */
  void(reference: string): Promise<void>;
}
