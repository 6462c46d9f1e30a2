import { CHANNELS_SECRET, SECRETS } from '../settings/secrets.ts';

/** What only some functions may know. It reaches a function by its environment alone, where the manifest asks for it. */
export type Secrets = {
  readonly pseudonymKey: sst.Secret;
  readonly metricsToken: sst.Secret;
  readonly linkKey: sst.Secret;
  readonly channels: sst.Secret;
};

/** Where people are told besides by mail unless the secret says otherwise: nowhere. */
const NO_CHANNELS = '{}';

/** The shop's secrets; stacks/settings.ts has checked that those are set which must be. */
export function createSecrets(): Secrets {
  const [pseudonymKey, metricsToken, linkKey] = SECRETS;
  return {
    pseudonymKey: new sst.Secret(pseudonymKey),
    metricsToken: new sst.Secret(metricsToken),
    linkKey: new sst.Secret(linkKey),
    channels: new sst.Secret(CHANNELS_SECRET, NO_CHANNELS),
  };
}
