/** Statuses of an order, in the order of its life; see functions/lib/order-status.ts for the moves between them. */
export const ORDER_STATUSES = ['created', 'paid', 'shipped', 'delivered', 'cancelled', 'refunded'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Ways to pay. */
export const PAYMENT_METHODS = ['card', 'wallet', 'invoice'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** What became of a payment. `failed`: the provider timed out or broke. */
export const PAYMENT_RESULTS = ['authorised', 'declined', 'failed'] as const;

/** What a fraud rule asks for: that a person looks at the order, or that there is none. */
export const FRAUD_ACTIONS = ['review', 'block'] as const;

/** Movements of store credit. */
export const WALLET_MOVEMENTS = ['deposit', 'spend', 'refund', 'forfeit'] as const;
export type WalletMovement = (typeof WALLET_MOVEMENTS)[number];

/** Steps of a deployment, in their order. */
export const DEPLOYMENT_STEPS = ['install', 'test', 'build', 'deploy', 'verify'] as const;

/** How a deployment ended; one that was rolled back or interrupted failed. */
export const DEPLOYMENT_RESULTS = ['succeeded', 'failed'] as const;
