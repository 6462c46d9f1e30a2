import type { Page } from 'playwright-core';

/** A page to measure: where, what shows that it is there, and what a visitor does first. */
export type MeasuredPage = {
  readonly name: string;
  readonly path: string;
  readonly who: 'guest' | 'admin';
  readonly interact: (page: Page) => Promise<void>;
};

const press = (name: RegExp) => async (page: Page) => page.getByRole('button', { name }).first().click();
const tab = async (page: Page) => page.keyboard.press('Tab');

/** The pages that are measured, each as somebody sees it who opens its address. */
export const PAGES: readonly MeasuredPage[] = [
  { name: 'catalogue', path: '/', who: 'guest', interact: (page) => page.getByRole('searchbox').first().fill('mug') },
  { name: 'cart', path: '/cart', who: 'guest', interact: tab },
  { name: 'sign in', path: '/sign-in', who: 'guest', interact: press(/sign in/i) },
  { name: 'orders', path: '/orders', who: 'admin', interact: tab },
  { name: 'wallet', path: '/wallet', who: 'admin', interact: tab },
  { name: 'account', path: '/account', who: 'admin', interact: tab },
  { name: 'admin', path: '/admin', who: 'admin', interact: tab },
  { name: 'console', path: '/ops', who: 'admin', interact: tab },
  { name: 'dashboard', path: '/ops/dashboards/system', who: 'admin', interact: tab },
  { name: 'API document', path: '/docs', who: 'guest', interact: tab },
];
