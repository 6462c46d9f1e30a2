import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedConsole, openConsole, section, waitForTrace } from './support/console.ts';
import * as step from './support/steps.ts';

let opened: OpenedConsole;

beforeAll(async () => {
  opened = await openConsole();
});

afterAll(() => opened?.close());

describe('log lines', () => {
  test('are found by a filter pattern and lead to their trace; a pattern that is none says so', async () => {
    const { page, context } = await opened.asAdmin();
    await page.goto('/ops/logs?search=pattern&functions=account');
    const line = page.getByRole('listitem').filter({ hasText: 'POST /api/auth/login 200' }).first();
    await line.locator('summary').focus();
    await page.keyboard.press('Enter');
    await line.getByRole('link', { name: 'Its trace' }).waitFor();
    await page.getByLabel('Filter pattern').fill('{ $.level = ');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('CloudWatch Logs does not understand the filter pattern.').waitFor();
    expect(new URL(page.url()).searchParams.get('functions')).toBe('account');
    await context.close();
  });

  test('are found by a query, by keyboard alone, and lead to the story of their request', async () => {
    const { page, context, complaints } = await opened.asAdmin();
    await page.goto('/ops/logs');
    const found = page.getByRole('region', { name: 'What the query found' });
    await found.getByRole('img', { name: /^Lines over time: \d/ }).waitFor();
    await page
      .getByRole('textbox', { name: 'Query' })
      .fill('fields @timestamp, level, message | filter message like "/api/auth/login" | sort @timestamp desc');
    await page.keyboard.press('Control+Enter');
    const line = found.getByRole('listitem').filter({ hasText: 'POST /api/auth/login' }).first();
    await line.locator('summary').focus();
    await page.keyboard.press('Enter');
    await line.getByRole('link', { name: 'Its trace' }).waitFor();
    await line.getByRole('link', { name: 'The request’s story' }).click();
    await page.waitForURL((url) => url.searchParams.get('saved') === 'request-story');
    const id = new URL(page.url()).searchParams.get('p.correlationId') ?? '';
    await page.getByRole('textbox', { name: 'correlationId' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Query' }).inputValue()).toContain(`correlationId = "${id}"`);
    await found.getByRole('listitem').filter({ hasText: 'POST /api/auth/login' }).first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('of a query that is none: what is wrong is said, and marked at its place', async () => {
    const { page, context } = await opened.asAdmin();
    await page.goto('/ops/logs');
    const query = page.getByRole('textbox', { name: 'Query' });
    await query.fill('fields message\n| srot @timestamp');
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('alert')
      .getByText(/srot.*line 2/)
      .waitFor();
    expect(await page.locator('.token-wrong').allTextContents()).toEqual(['srot']);
    await query.fill('stats count(*) as lines by level, service');
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('cell', { name: 'INFO' })
      .or(page.getByRole('rowheader', { name: 'INFO' }))
      .first()
      .waitFor();
    expect(new URL(page.url()).searchParams.get('query')).toBe('stats count(*) as lines by level, service');
    expect(await page.getByRole('alert').count()).toBe(0);
    await context.close();
  });
});

describe('traces', () => {
  test('of a checkout show the way of the order from the request to its fulfilment, readable on a phone', async () => {
    const { page, context } = await opened.asAdmin({ viewport: { width: 360, height: 800 } });
    await step.addToCart(page);
    await page.goto('/checkout');
    await step.fillAddress(page);
    await step.chooseCard(page, 'pays');
    await step.payButton(page).click();
    await page.getByText('Status: shipped').waitFor({ state: 'attached' });
    await waitForTrace(page, '/api/checkout');
    await page.getByRole('row').getByRole('link', { name: 'POST /api/checkout' }).first().click();
    const names = page.locator('.segment-label');
    for (const name of ['POST /api/checkout', 'payment', 'outbox', 'SQS SendMessage', 'fulfilment']) {
      await names.filter({ hasText: name }).first().waitFor();
    }
    const told = await names.allTextContents();
    const way = [
      'POST /api/checkout',
      'payment',
      'TransactWriteItems',
      'outbox',
      'SQS',
      'fulfilment',
      'TransactWriteItems',
    ];
    let place = -1;
    for (const name of way) {
      const after = place;
      place = told.findIndex((text, index) => index > after && text.includes(name));
      expect([told, name, place > after]).toEqual([told, name, true]);
    }
    const cut = await names.evaluateAll((all) => all.filter((name) => name.scrollWidth > name.clientWidth).length);
    expect(cut).toBe(0);
    await context.close();
  });

  test('are listed with when they happened, in full at 1280 px', async () => {
    const { page, context } = await opened.asAdmin({ viewport: { width: 1280, height: 800 } });
    await waitForTrace(page, '/api/auth/me');
    for (const name of ['When', 'Outcome', 'Duration', 'Services']) {
      const box = await page.getByRole('columnheader', { name }).boundingBox();
      expect(box && box.x + box.width).toBeLessThanOrEqual(1280);
    }
    expect(await page.getByRole('row').getByRole('time').count()).toBeGreaterThan(0);
    await context.close();
  });

  test('a request leads to its waterfall, whose segments open by keyboard', async () => {
    const { page, context, complaints } = await opened.asAdmin();
    await page.goto('/');
    await page.locator('.product-card a').first().waitFor();
    await waitForTrace(page, '/api/products');
    await page.getByRole('row').getByRole('link', { name: '/api/products' }).first().click();
    const segments = page.getByRole('list', { name: 'Segments of the trace' });
    const request = segments.locator('details').filter({ hasText: 'GET /api/products' });
    await request.locator('summary').focus();
    await page.keyboard.press('Enter');
    await request.getByText('Segment id').waitFor();
    // Who asked before may have filled the cache, so the table need not have been asked.
    await segments
      .getByText(/catalogue cache|DynamoDB/)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('are filtered by outcome and route, and the address says how', async () => {
    const { page, context } = await opened.asAdmin();
    await page.request.get('/api/products/prd_nothing');
    await waitForTrace(page, '/api/products/{id}');
    await page.getByLabel('Outcome').selectOption('Client error (4xx)');
    await page.getByText('404 Error').first().waitFor();
    expect(new URL(page.url()).searchParams.get('outcome')).toBe('error');
    await page.getByLabel('Route contains').fill('/api/no-such-route');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'No traces' }).waitFor();
    await context.close();
  });

  test('a filter expression with a mistake says where, and help has one without', async () => {
    const { page, context } = await opened.asAdmin({ viewport: { width: 360, height: 800 } });
    await page.goto(`/ops/traces?${new URLSearchParams({ outcome: 'ok', filter: 'duration > fast' })}`);
    await page.getByText(/at position 11: expected a value/).waitFor();
    expect(await page.locator('.filter-mistake mark').textContent()).toBe('f');
    expect(await page.getByLabel('Filter expression').getAttribute('aria-invalid')).toBe('true');
    await page.getByText('Help with filter expressions').click();
    await page.getByRole('button', { name: 'responsetime > 1', exact: true }).click();
    await page.getByText(/at position/).waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('filter')).toBe('responsetime > 1');
    await context.close();
  });

  test('one leads to its logs', async () => {
    const { page, context } = await opened.asAdmin();
    await waitForTrace(page, '/api/auth/me');
    await page.getByRole('row').getByRole('link', { name: '/api/auth/me' }).first().click();
    const id = (await page.locator('.trace-facts code').textContent()) ?? 'none';
    await page.getByRole('link', { name: 'Logs of this trace' }).click();
    await page.locator('.line summary').first().click();
    await page.locator('.line-fields').getByText(id).first().waitFor();
    await context.close();
  });
});

describe('the service map', () => {
  const account = (page: Page) => page.getByRole('link', { name: /^account, function: .*on average/ });

  test('shows what calls what; a service leads to its traces, by keyboard, and the address says so', async () => {
    const { page, context, complaints } = await opened.asAdmin();
    await waitForTrace(page, '/api/auth/me');
    await section(page, 'Service map').click();
    await account(page).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'account (function)' }).waitFor();
    expect(new URL(page.url()).searchParams.get('select')).toBe('account');
    await page.getByRole('row').getByRole('link', { name: '/api/auth/me' }).first().waitFor();
    await page.getByRole('link', { name: 'All of its traces' }).click();
    await page.getByRole('row').getByRole('link', { name: '/api/auth/me' }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('filter')).toContain('smallcart-local-account');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('is told as tables too, of calls as well as of services, and on a phone', async () => {
    const { page, context } = await opened.asAdmin({ viewport: { width: 360, height: 800 } });
    await page.goto('/ops/map');
    await page.getByRole('button', { name: 'Tables' }).click();
    await page.getByRole('table', { name: 'Services' }).getByRole('link', { name: 'account' }).waitFor();
    await page.getByRole('table', { name: 'Calls' }).getByRole('link', { name: 'account → shop' }).click();
    await page.getByRole('heading', { name: 'account → shop (calls)' }).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    await context.close();
  });

  test('is of what a filter lets through, and says where that has a mistake', async () => {
    const { page, context } = await opened.asAdmin();
    await page.goto(`/ops/map?${new URLSearchParams({ filter: 'annotation.route = "/api/auth/me"' })}`);
    await account(page).waitFor();
    expect(await page.getByRole('link', { name: /^catalog, / }).count()).toBe(0);
    await page.getByLabel('Or the latest that fit a filter expression').fill('fault =');
    await page.keyboard.press('Enter');
    await page.getByText(/at position 7: expected true or false/).waitFor();
    await context.close();
  });
});
