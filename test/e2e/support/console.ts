import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, type Visit, visit } from './browser.ts';
import { openSite, type Site } from './site.ts';
import { register, signIn } from './steps.ts';

type Role = 'admin' | 'viewer';

/** A shop's console, and people of both roles who have signed in there before. */
export type OpenedConsole = {
  readonly site: Site;
  readonly browser: Browser;
  /** A fresh page of a guest. */
  readonly asGuest: (options?: BrowserContextOptions) => Promise<Visit>;
  /** A fresh page of somebody with that role. */
  readonly as: (role: Role, options?: BrowserContextOptions) => Promise<Visit>;
  readonly asAdmin: (options?: BrowserContextOptions) => Promise<Visit>;
  readonly close: () => Promise<unknown>;
};

type Signed = Awaited<ReturnType<Visit['context']['storageState']>>;

/** Makes somebody who has an account a viewer, as an administrator does. */
async function makeViewer({ context }: Visit, email: string, origin: string): Promise<void> {
  const call = async (method: string, path: string, data?: object) => {
    const answer = await context.request.fetch(path, { method, headers: { origin }, ...(data && { data }) });
    if (!answer.ok()) throw new Error(`${method} ${path} was answered with ${answer.status()}: ${await answer.text()}`);
    return answer.json();
  };
  const { users }: { users: { id: string }[] } = await call(
    'GET',
    `/api/admin/users?${new URLSearchParams({ email })}`,
  );
  await call('PUT', `/api/admin/users/${users[0]?.id}/role`, { role: 'viewer' });
}

/** Opens a site and a browser; whoever comes as somebody is signed in already, once for all tests of a file. */
export async function openConsole(open: () => Promise<Site> = openSite): Promise<OpenedConsole> {
  const [site, browser] = await Promise.all([open(), launchBrowser()]);
  const asGuest = (options: BrowserContextOptions = {}) => visit(browser, site.url, options);
  const signed = new Map<Role, Promise<Signed>>();

  const signInOnce = async (role: Role): Promise<Signed> => {
    const someone = await asGuest();
    if (role === 'admin') await signIn(someone.page, site.admin);
    else {
      const account = await register(someone.page);
      await makeViewer(await as('admin'), account.email, new URL(site.url).origin);
      await someone.context.clearCookies();
      await signIn(someone.page, account);
    }
    const state = await someone.context.storageState();
    await someone.context.close();
    return state;
  };
  const as = async (role: Role, options: BrowserContextOptions = {}) => {
    const state = signed.get(role) ?? signInOnce(role);
    signed.set(role, state);
    return asGuest({ ...options, storageState: await state });
  };
  return {
    ...{ site, browser, asGuest, as },
    asAdmin: (options) => as('admin', options),
    close: async () => {
      await browser.close();
      await site.stop();
    },
  };
}

/** A link of the console's navigation. */
export const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name });

/** The panel of that title. */
export const panel = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

/** Waits until a panel's chart is drawn, which it is once somebody sees it. */
export async function chart(page: Page, name: string): Promise<void> {
  await panel(page, name).scrollIntoViewIfNeeded();
  await panel(page, name).locator('canvas').waitFor();
}

/** Waits until nothing of what is seen is loading any more; what nobody sees may not be asked for at all. */
export const whole = (page: Page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll('main .skeleton')].every((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return bottom < 0 || top > window.innerHeight;
    }),
  );

/** Waits until traces of the route are listed: a trace is there a moment after its request. */
export async function waitForTrace(page: Page, route: string): Promise<void> {
  await page.goto(`/ops/traces?refresh=10&route=${encodeURIComponent(route)}`);
  await page.getByRole('row').getByRole('link', { name: route }).first().waitFor();
}
