import type { UserView } from '../../../functions/account/app.ts';
import type { CartLineView, CartView } from '../../../functions/cart/cart-view.ts';
import type { OrderView } from '../../../functions/checkout/order-view.ts';
import type { ProductView } from '../../../functions/lib/product-view.ts';

/** A product as the catalogue shows it; money is in integer cents of an ISO 4217 currency. */
export type Product = ProductView;

/** One page of products; `nextCursor` leads on unless it is null. */
export type ProductPage = { products: Product[]; nextCursor: string | null };

/** A category and how many products it holds. */
export type Category = { name: string; count: number };

/** One line of a cart, at today's price and stock. */
export type CartLine = CartLineView;

/** A guest's or customer's cart. */
export type Cart = CartView;

/** Where an order goes; `country` is an ISO 3166-1 alpha-2 code. */
export type Shipping = NonNullable<Order['shipping']>;

/** A card as typed in: digits only, expiry MM/YY. */
export type CardPayment = { method: 'card'; number: string; expiry: string; cvc: string };

/** One line of an order, at the price that was paid. */
export type OrderLine = Order['lines'][number];

/** A placed order; times are ISO 8601. */
export type Order = OrderView;

/** What an account may do: buy, look at the console, or run the shop. */
export type Role = User['role'];

/** The signed-in person. */
export type User = UserView;

/** One page of a customer's orders, newest first; `nextCursor` leads to older ones unless it is null. */
export type OrderPage = { orders: Order[]; nextCursor: string | null };
