import { physicalName } from '../monitoring/physical-name.ts';

/** Requests of one address in five minutes, ten times what a busy shopper sends; of more, the rest is refused for a while. */
const REQUESTS_OF_AN_ADDRESS = 2_000;

/** Rule groups that AWS keeps; that against SQL is left out, as there is no SQL to inject into. */
export const FIREWALL: sst.aws.RouterArgs['waf'] = {
  rateLimitPerIp: REQUESTS_OF_AN_ADDRESS,
  managedRules: { coreRuleSet: true, knownBadInputs: true, sqlInjection: false },
};

/** Samples of requests would hold addresses and cookies, which are personal: counts are all that is kept. */
export function adaptFirewall(args: aws.wafv2.WebAclArgs): void {
  args.name = physicalName($app.stage, 'firewall');
  args.visibilityConfig = $output(args.visibilityConfig).apply((config) => ({
    ...config,
    sampledRequestsEnabled: false,
  }));
  args.rules = $output(args.rules ?? []).apply((rules) =>
    rules.map((rule) => ({ ...rule, visibilityConfig: { ...rule.visibilityConfig, sampledRequestsEnabled: false } })),
  );
}
