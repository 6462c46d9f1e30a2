import { SECRETS } from '../settings/secrets.ts';

/** What only some functions may know. It reaches a function by its environment alone, where the manifest asks for it. */
export type Secrets = { readonly pseudonymKey: sst.Secret; readonly metricsToken: sst.Secret };

/** The shop's secrets; stacks/settings.ts has checked that they are set. */
export function createSecrets(): Secrets {
  const [pseudonymKey, metricsToken] = SECRETS;
  return { pseudonymKey: new sst.Secret(pseudonymKey), metricsToken: new sst.Secret(metricsToken) };
}
