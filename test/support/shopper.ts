/** A card that the sandbox accepts. */
export const GOOD_CARD = { method: 'card', number: '4242424242424242', expiry: '12/39', cvc: '737' } as const;
export const ADDRESS = {
  name: 'Sample Shopper',
  street: '1 Sample Street',
  city: 'Sampleton',
  postcode: '12345',
  country: 'NL',
} as const;

export type Answer<Body = unknown> = { readonly status: number; readonly headers: Headers; readonly body: Body };
export type Product = {
  readonly id: string;
  readonly name: string;
  readonly priceCents: number;
  readonly stock: number;
};
export type Order = {
  readonly id: string;
  readonly status: string;
  readonly totalCents: number;
  readonly currency: string;
  readonly lines: readonly unknown[];
};

export type Shopper = {
  readonly token: string;
  call<Body>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<Body>>;
};

/** One request to the shop's API, JSON in and out. */
export async function callApi<Body>(
  siteUrl: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  const answer = await fetch(new URL(path, siteUrl), {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: (text === '' ? undefined : JSON.parse(text)) as Body };
}

/** Registers a new shopper and signs in, with a Bearer token. */
export async function registerShopper(
  siteUrl: string,
  email: string,
  password = 'correct horse battery',
): Promise<Shopper> {
  const registered = await callApi<{ token: string }>(siteUrl, 'POST', '/api/auth/register', { email, password });
  if (registered.status !== 201)
    throw new Error(`register answered ${registered.status}: ${JSON.stringify(registered.body)}`);
  const { token } = registered.body;
  return {
    token,
    call: (method, path, body, headers) =>
      callApi(siteUrl, method, path, body, { authorization: `Bearer ${token}`, ...headers }),
  };
}

/** Puts a product into the cart and pays for it; the answer of the checkout. */
export async function buy(
  shopper: Shopper,
  productId: string,
  options: { readonly quantity?: number; readonly card?: string; readonly key?: string } = {},
): Promise<Answer<{ order: Order }>> {
  const { quantity = 1, card = GOOD_CARD.number, key = crypto.randomUUID() } = options;
  await shopper.call('PUT', `/api/cart/items/${productId}`, { quantity });
  const payment = { ...GOOD_CARD, number: card };
  return shopper.call('POST', '/api/checkout', { payment, shipping: ADDRESS }, { 'idempotency-key': key });
}

/** Products of the catalogue's first page, those in stock only. */
export async function productsInStock(siteUrl: string): Promise<readonly Product[]> {
  const { body } = await callApi<{ products: Product[] }>(siteUrl, 'GET', '/api/products?limit=100');
  return body.products.filter((product) => product.stock > 0);
}
