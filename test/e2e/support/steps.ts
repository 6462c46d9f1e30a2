import type { Page } from 'playwright-core';

/** A product as the catalogue's API shows it. */
export type ShownProduct = { id: string; name: string; category: string; stock: number; description: string };

/** Products with enough in stock to buy some, in the catalogue's order. */
export async function products(page: Page): Promise<ShownProduct[]> {
  const answer = await page.request.get('/api/products?limit=100');
  const body: { products: ShownProduct[] } = await answer.json();
  return body.products.filter(({ stock }) => stock >= 3);
}

/** A product with enough in stock; a later index gives another one. */
export async function product(page: Page, index = 0): Promise<ShownProduct> {
  const found = (await products(page))[index];
  if (found === undefined) throw new Error(`The shop has no product number ${index} in stock.`);
  return found;
}

/** Waits for the page's main heading to read so. */
export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor({ state: 'visible' });

/** Puts one of a product into the cart, by its page. */
export async function addToCart(page: Page, index = 0): Promise<ShownProduct> {
  const chosen = await product(page, index);
  await putInCart(page, chosen.id);
  return chosen;
}

/** Puts one of the product with that id into the cart, by its page. */
export async function putInCart(page: Page, id: string): Promise<void> {
  await page.goto(`/products/${id}`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByText('1 in your cart.').waitFor();
}

/** The button of the menu that a signed-in person has. */
export const accountMenu = (page: Page) => page.locator('[aria-controls="account-menu"]');

/** Opens a new account and waits until its session has begun. */
export async function register(page: Page, address = '/register'): Promise<{ email: string; password: string }> {
  const account = {
    // Long, and without a place to break a line at.
    email: `shopper${crypto.randomUUID().replaceAll('-', '')}@example.com`,
    password: `pass phrase ${crypto.randomUUID()}`,
  };
  await page.goto(address);
  await page.getByLabel('Name').fill('Robin Sample');
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await accountMenu(page).waitFor();
  return account;
}

/** Signs in to an account that exists. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await accountMenu(page).waitFor();
}

/** Fills in the delivery address. */
export async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel('Street and number').fill('1 Sample Street');
  await page.getByLabel('Postcode').fill('12345');
  await page.getByLabel('Town or city').fill('Sampleton');
  await page.getByLabel('Country').selectOption('NL');
}

/** Chooses the sandbox card with that outcome. */
export const chooseCard = (page: Page, outcome: 'pays' | 'is declined' | 'times out' | 'is from Britain') =>
  page.getByRole('button', { name: outcome }).click();

/** The button that pays, or that orders on invoice. */
export const payButton = (page: Page) => page.getByRole('button', { name: /^(Pay|Order for) / });

/** Chooses how to pay. */
export const chooseMethod = (page: Page, method: 'Card' | 'Store credit' | 'Invoice') =>
  page.getByRole('radio', { name: method }).check();

/** Deposits so many euros of store credit. */
export async function deposit(page: Page, amount: string): Promise<void> {
  await page.goto('/wallet');
  await page.getByLabel('Amount').fill(amount);
  await chooseCard(page, 'pays');
  await page.getByRole('button', { name: 'Deposit' }).click();
  await page.getByRole('status').getByText('Your balance is').waitFor();
}

/** Orders what is in the cart, paying with the sandbox's good card, and waits for the confirmation. */
export async function buy(page: Page, card: 'pays' | 'is from Britain' = 'pays'): Promise<void> {
  await chooseCard(page, card);
  await payButton(page).click();
  await heading(page, /Thank you/);
}

/** A signed-in shopper at checkout with one product in the cart and the address filled in. */
export async function readyToPay(page: Page): Promise<void> {
  await register(page);
  await addToCart(page);
  await page.goto('/checkout');
  await fillAddress(page);
}

/** How many orders the signed-in shopper has. */
export async function orderCount(page: Page): Promise<number> {
  const answer = await page.request.get('/api/orders');
  const body: { orders: unknown[] } = await answer.json();
  return body.orders.length;
}
