import { startSystem } from '../../support/running-system.ts';

/** A shop to visit, and an administrator who may sign in there. */
export type Site = {
  readonly url: string;
  readonly admin: { readonly email: string; readonly password: string };
  /** Where its AWS APIs are. */
  readonly awsUrl: string;
  readonly stop: () => Promise<unknown>;
};

function runningSite(url: string): Site {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password, AWS_URL: awsUrl } = process.env;
  if (!email || !password || !awsUrl) {
    throw new Error('SITE_URL also needs ADMIN_EMAIL and ADMIN_PASSWORD of that site, and AWS_URL, its AWS endpoint.');
  }
  return { url, awsUrl, admin: { email, password }, stop: async () => undefined };
}

/** The site named by SITE_URL (with ADMIN_EMAIL, ADMIN_PASSWORD and AWS_URL), or else the whole system started for this test. */
export async function openSite(): Promise<Site> {
  return process.env.SITE_URL ? runningSite(process.env.SITE_URL) : startSite();
}

/** The whole system started for this test, whose clock stands still until it is advanced. */
export const openStillSite = (): Promise<Site> => startSite(['--simulated']);

async function startSite(options: readonly string[] = []): Promise<Site> {
  const system = await startSystem({ options: ['--no-traffic', ...options] });
  if (system.admin === undefined) {
    await system.stop();
    throw new Error(`The first start named no administrator:\n${system.output()}`);
  }
  return { url: system.siteUrl, awsUrl: system.awsUrl, admin: system.admin, stop: system.stop };
}
