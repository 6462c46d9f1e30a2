import { ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsClients } from '../support/aws-clients.ts';
import { advance, virtualNow } from '../support/control.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { callApi, productsInStock } from '../support/shopper.ts';
import { segmentTexts, traceIds } from '../support/traces.ts';

/** Everything that is typed in during the run and must not leave the table; each is distinctive enough to be found. */
const TYPED = {
  email: 'quokka.private@example.com',
  name: 'Quirina Privateperson',
  password: 'quokka-password-31415',
  wrongPassword: 'quokka-wrong-27182',
  newEmail: 'not-an-address-quokka',
  recipient: 'Quasimodo Recipient',
  street: '77 Quicksilver Alley',
  city: 'Quebradillas',
  postcode: 'QX9 7ZZ',
  card: '4242424242424242',
  declinedCard: '4000000000000002',
  slowCard: '4000000000000119',
  badCard: '4111222233334444',
  expiry: '11/38',
  cvc: '7531',
  search: 'quokka soft toy',
} as const;

async function wholeRun(system: RunningSystem): Promise<readonly string[]> {
  const api = <Body>(method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    callApi<Body>(system.siteUrl, method, path, body, headers);
  const account = { email: TYPED.email, password: TYPED.password };
  const registered = await api<{ token: string }>('POST', '/api/auth/register', { ...account, name: TYPED.name });
  const { token } = registered.body;
  const bearer = { authorization: `Bearer ${token}` };
  await api('POST', '/api/auth/register', account);
  await api('POST', '/api/auth/register', { email: TYPED.newEmail, password: TYPED.wrongPassword });
  await api('POST', '/api/auth/login', { email: TYPED.email, password: TYPED.wrongPassword });
  const login = await api<{ token: string }>('POST', '/api/auth/login', account);
  await api('GET', '/api/auth/me', undefined, bearer);
  await api('GET', `/api/products?search=${encodeURIComponent(TYPED.search)}`);
  await api('POST', '/api/auth/login', TYPED.password);

  const [product] = await productsInStock(system.siteUrl);
  const guest = await api('PUT', `/api/cart/items/${product?.id}`, { quantity: 1 });
  const guestCookie = guest.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  await api('GET', '/api/cart', undefined, { cookie: guestCookie.join('; ') });

  const shipping = {
    name: TYPED.recipient,
    street: TYPED.street,
    city: TYPED.city,
    postcode: TYPED.postcode,
    country: 'NL',
  };
  for (const number of [TYPED.badCard, TYPED.declinedCard, TYPED.slowCard, TYPED.card]) {
    await api('PUT', `/api/cart/items/${product?.id}`, { quantity: 1 }, bearer);
    const payment = { method: 'card', number, expiry: TYPED.expiry, cvc: TYPED.cvc };
    await api(
      'POST',
      '/api/checkout',
      { payment, shipping },
      { ...bearer, 'idempotency-key': `key-${number.slice(-4)}` },
    );
  }
  await api(
    'POST',
    '/api/checkout',
    { payment: { method: 'card', number: TYPED.card, cvc: TYPED.cvc }, shipping },
    { ...bearer, 'idempotency-key': 'k' },
  );
  await api('GET', '/api/orders', undefined, bearer);
  await api('POST', '/api/auth/logout', undefined, bearer);
  await advance(system.awsUrl, 'PT3M');
  const cookieValues = guestCookie.map((cookie) => cookie?.split('=')[1] ?? '').filter((value) => value.length > 8);
  return [token, login.body.token, ...cookieValues, system.admin?.password ?? '', system.admin?.email ?? ''];
}

async function everyLogLine(system: RunningSystem): Promise<readonly string[]> {
  const { logs } = awsClients(system.awsUrl);
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const lines: string[] = [];
  for (const { logGroupName } of logGroups) {
    let nextToken: string | undefined;
    do {
      const page = await logs.send(new FilterLogEventsCommand({ logGroupName, nextToken }));
      lines.push(...(page.events ?? []).flatMap((event) => event.message ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
  return lines;
}

async function everyMetric(system: RunningSystem): Promise<readonly string[]> {
  const { cloudwatch } = awsClients(system.awsUrl);
  const metrics: string[] = [];
  let token: string | undefined;
  do {
    const page = await cloudwatch.send(new ListMetricsCommand({ NextToken: token }));
    metrics.push(...(page.Metrics ?? []).map((metric) => JSON.stringify(metric)));
    token = page.NextToken;
  } while (token !== undefined);
  return metrics;
}

describe('what a shopper types in stays out of everything that is emitted', () => {
  let system: RunningSystem;
  let secrets: readonly string[];

  beforeAll(async () => {
    system = await startSystem({ options: ['--simulated', '--no-traffic'] });
    secrets = [...(await wholeRun(system)), ...Object.values(TYPED)].filter((secret) => secret !== '');
  });
  afterAll(() => system?.stop());

  /** Four digits alone also occur inside ids: they count only where no other digit or letter touches them. */
  const patternOf = (secret: string) => {
    const literal = secret.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '\\$&');
    return new RegExp(secret.length > 5 ? literal : `(?<![0-9a-z.])${literal}(?![0-9a-z])`);
  };
  const decoded = (text: string) => (/[%+]/.test(text) ? unescape(text.replaceAll('+', ' ')) : '');
  const leaks = (texts: readonly string[]) => {
    const patterns = secrets.map(patternOf);
    return texts.filter((text) => {
      const plain = `${text}\n${decoded(text)}`.toLowerCase();
      return patterns.some((pattern) => pattern.test(plain));
    });
  };

  it('no log line holds any of it', async () => {
    const lines = await everyLogLine(system);
    expect(lines.length).toBeGreaterThan(40);
    expect(leaks(lines)).toEqual([]);
  });

  it('no trace holds any of it', async () => {
    const { xray } = awsClients(system.awsUrl);
    const texts = await segmentTexts(xray, await traceIds(xray, await virtualNow(system.awsUrl)));
    expect(texts.length).toBeGreaterThan(20);
    expect(leaks(texts)).toEqual([]);
  });

  it('no metric name or dimension holds any of it', async () => {
    const metrics = await everyMetric(system);
    expect(metrics.join()).toContain('OrdersPlaced');
    expect(leaks(metrics)).toEqual([]);
  });

  it('the search would find it: it is in what the shopper sent', () => {
    expect(leaks([JSON.stringify({ note: `to ${TYPED.street}` })])).toHaveLength(1);
  });
});
