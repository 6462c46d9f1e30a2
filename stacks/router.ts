import { adaptFirewall, FIREWALL } from './firewall.ts';
import { createSecurityHeadersPolicy } from './security-headers-policy.ts';
import type { Settings } from './settings.ts';

/**
 * The status codes for which CloudFront takes a caching duration and keeps an answer otherwise for ten seconds, for
 * everybody, whatever `no-store` says ("Control how long CloudFront caches errors"). With a duration of 0 and no page of
 * their own, the API's problem documents pass as they are and the next request is asked anew.
 */
const ERROR_CODES = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/** The one public door: CloudFront, on a custom domain when one is set; the site and the API hang their routes on it. */
export function createRouter(settings: Settings): sst.aws.Router {
  const headers = createSecurityHeadersPolicy();
  return new sst.aws.Router('Router', {
    ...(settings.domain ? { domain: settings.domain } : {}),
    ...(settings.waf ? { waf: FIREWALL } : {}),
    transform: {
      waf: (args) => {
        adaptFirewall(args);
      },
      cdn: (args) => {
        args.defaultCacheBehavior = $output(args.defaultCacheBehavior).apply((behavior) => ({
          ...behavior,
          responseHeadersPolicyId: headers.id,
        }));
        args.customErrorResponses = ERROR_CODES.map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 }));
      },
    },
  });
}
