import { createSecurityHeadersPolicy } from './security-headers-policy.ts';
import type { Settings } from './settings.ts';

/** The one public door: CloudFront, on a custom domain when one is set; the site and the API hang their routes on it. */
export function createRouter(settings: Settings): sst.aws.Router {
  const headers = createSecurityHeadersPolicy();
  return new sst.aws.Router('Router', {
    ...(settings.domain ? { domain: settings.domain } : {}),
    transform: {
      cdn: (args) => {
        args.defaultCacheBehavior = $output(args.defaultCacheBehavior).apply((behavior) => ({
          ...behavior,
          responseHeadersPolicyId: headers.id,
        }));
      },
    },
  });
}
