/** A product as the catalogue shows it; money is in integer cents of an ISO 4217 currency. */
export type Product = {
  id: string;
  name: string;
  description: string;
  category: string;
  priceCents: number;
  currency: string;
  stock: number;
  picture: string;
};

/** One page of products; `nextCursor` leads on unless it is null or missing. */
export type ProductPage = { products: Product[]; nextCursor?: string | null };

/** A category and how many products it holds. */
export type Category = { name: string; count: number };

/** One line of a cart, at today's price and stock. */
export type CartLine = {
  productId: string;
  name: string;
  quantity: number;
  priceCents: number;
  totalCents: number;
  stock: number;
  picture: string;
};

/** A guest's or customer's cart. */
export type Cart = { lines: CartLine[]; totalCents: number; currency: string; itemCount: number };

/** Where an order goes; `country` is an ISO 3166-1 alpha-2 code. */
export type Shipping = { name: string; street: string; city: string; postcode: string; country: string };

/** A card as typed in: digits only, expiry MM/YY. */
export type CardPayment = { method: 'card'; number: string; expiry: string; cvc: string };

/** One line of an order, at the price that was paid. */
export type OrderLine = { productId: string; name: string; quantity: number; priceCents: number };

/** A placed order; times are ISO 8601. */
export type Order = {
  id: string;
  status: 'paid' | 'shipped';
  totalCents: number;
  currency: string;
  lines: OrderLine[];
  shipping: Shipping;
  createdAt: string;
  shippedAt?: string;
};

/** What an account may do: buy, look at the console, or run the shop. */
export type Role = 'customer' | 'viewer' | 'admin';

/** The signed-in person. */
export type User = { id: string; email: string; name: string; role: Role };
