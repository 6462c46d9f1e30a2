import type { UserView } from '../../../functions/account/user-view.ts';
import type { CartLineView, CartView } from '../../../functions/cart/cart-view.ts';
import type { OrderView } from '../../../functions/checkout/order-view.ts';
import type { LedgerView } from '../../../functions/checkout/wallet-of.ts';
import type { ProductView } from '../../../functions/lib/product-view.ts';

/** A product as the catalogue shows it; money is in integer cents of an ISO 4217 currency. */
export type Product = ProductView;

/** One page of products; `nextCursor` leads on unless it is null; `total` counts all that the query finds. */
export type ProductPage = { products: Product[]; nextCursor: string | null; total: number };

/** A category and how many products it holds. */
export type Category = { name: string; count: number };

/** One line of a cart, at today's price and stock; `priceChangedFromCents` is what it cost when it was put in, if that differs. */
export type CartLine = CartLineView;

/** A guest's or customer's cart; `priceChanges` while some price differs from when its product was put in. */
export type Cart = CartView;

/** Where an order goes; `country` is an ISO 3166-1 alpha-2 code. */
export type Shipping = NonNullable<Order['shipping']>;

/** A card as typed in: digits only, expiry MM/YY. */
export type CardPayment = { method: 'card'; number: string; expiry: string; cvc: string };

/** How an order is paid. */
export type Payment = CardPayment | { method: 'wallet' } | { method: 'invoice' };

/** The ways to pay. */
export type PaymentMethod = Payment['method'];

/** One line of an order, at the price that was paid. */
export type OrderLine = Order['lines'][number];

/** How far an order has come. */
export type OrderStatus = Order['status'];

/** A placed order; times are ISO 8601. */
export type Order = OrderView;

/** What an account may do: buy, look at the console, or run the shop. */
export type Role = User['role'];

/** The signed-in person. */
export type User = UserView;

/** One page of a customer's orders, newest first; `nextCursor` leads to older ones unless it is null. */
export type OrderPage = { orders: Order[]; nextCursor: string | null };

/** A customer's store credit. */
export type Wallet = { balanceCents: number; currency: string };

/** One movement of store credit: positive for credit, negative for what was spent; `reference` names the order or deposit. */
export type LedgerEntry = LedgerView;

/** Why store credit changed. */
export type Movement = LedgerEntry['movement'];

/** One page of movements, newest first. */
export type LedgerPage = { entries: LedgerEntry[]; nextCursor: string | null };
