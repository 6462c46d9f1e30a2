import { SECURITY_HEADERS } from '../functions/lib/security-headers.ts';
import { physicalName } from '../monitoring/physical-name.ts';

const TWO_YEARS_IN_SECONDS = 2 * 365 * 86_400;
/** The functions set stricter values of some headers for their answers, and those stand; HTTPS's own is set here alone. */
const override = false;

type SecurityHeaders = NonNullable<aws.cloudfront.ResponseHeadersPolicyArgs['securityHeadersConfig']>;

/** Headers that CloudFront does not take as custom ones, each with the member it has of its own. */
const OWN_MEMBER: Readonly<Record<string, (value: string) => SecurityHeaders>> = {
  'content-security-policy': (contentSecurityPolicy) => ({
    contentSecurityPolicy: { contentSecurityPolicy, override },
  }),
  'x-content-type-options': () => ({ contentTypeOptions: { override } }),
  'x-frame-options': (frameOption) => ({ frameOptions: { frameOption, override } }),
  'referrer-policy': (referrerPolicy) => ({ referrerPolicy: { referrerPolicy, override } }),
};

/** HTTPS only, which holds on AWS alone: the local shop is served without it. */
const strictTransportSecurity = { accessControlMaxAgeSec: TWO_YEARS_IN_SECONDS, includeSubdomains: true, override };

/** The shop's security headers as CloudFront sends them with every answer, the API's included. */
export function createSecurityHeadersPolicy(): aws.cloudfront.ResponseHeadersPolicy {
  const headers = Object.entries(SECURITY_HEADERS).map(([name, value]) => [name.toLowerCase(), value] as const);
  const members = headers.map(([name, value]) => OWN_MEMBER[name]?.(value) ?? {});
  const custom = headers.filter(([name]) => !(name in OWN_MEMBER) && name !== 'strict-transport-security');
  return new aws.cloudfront.ResponseHeadersPolicy('SecurityHeaders', {
    name: physicalName($app.stage, 'security-headers'),
    securityHeadersConfig: Object.assign({ strictTransportSecurity }, ...members),
    customHeadersConfig: { items: custom.map(([header, value]) => ({ header, value, override })) },
  });
}
