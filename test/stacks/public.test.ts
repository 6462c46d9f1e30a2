import { describe, expect, inject, it } from 'vitest';
import { SECURITY_HEADERS } from '../../functions/lib/security-headers.ts';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { type Json, ofType, type Statement, statementsOf, theOne } from './select.ts';

const plan = inject('production');
const routeKeys = FUNCTION_IDS.flatMap((id) => FUNCTIONS[id].routes.map(({ method, path }) => `${method} ${path}`));

describe('the HTTP API', () => {
  it('has the manifest’s routes, each once, and no route for everything else', () => {
    const planned = ofType(plan, 'apigatewayv2/route:Route').map(({ inputs }) => inputs.routeKey);
    expect(planned.sort()).toEqual(routeKeys.sort());
  });

  it('sends each route to the function that the manifest says', () => {
    const uriOf = new Map(
      ofType(plan, 'apigatewayv2/integration:Integration').map(({ name, inputs }) => [
        `integrations/${name}-id`,
        inputs.integrationUri,
      ]),
    );
    const planned = ofType(plan, 'apigatewayv2/route:Route').map(({ inputs }) => [
      inputs.routeKey,
      uriOf.get(String(inputs.target)),
    ]);
    const expected = FUNCTION_IDS.flatMap((id) =>
      FUNCTIONS[id].routes.map(({ method, path }) => [
        `${method} ${path}`,
        `arn:aws:lambda:us-east-1:123456789012:function:smallcart-production-${id}:live`,
      ]),
    );
    expect(Object.fromEntries(planned)).toEqual(Object.fromEntries(expected));
  });

  it('speaks payload 2.0, which the handlers read', () => {
    for (const { inputs } of ofType(plan, 'apigatewayv2/integration:Integration'))
      expect(inputs).toMatchObject({ integrationType: 'AWS_PROXY', payloadFormatVersion: '2.0' });
  });

  it('invites no other site: no CORS', () => {
    expect(theOne(plan, 'apigatewayv2/api:Api').corsConfiguration).toEqual({});
  });

  it('is throttled and logs each request without address or user agent', () => {
    const { defaultRouteSettings, accessLogSettings } = theOne(plan, 'apigatewayv2/stage:Stage');
    expect(defaultRouteSettings).toEqual({
      throttlingRateLimit: expect.any(Number),
      throttlingBurstLimit: expect.any(Number),
    });
    const { destinationArn, format } = accessLogSettings as { destinationArn: string; format: string };
    expect(destinationArn).toContain(':log-group:/aws/vendedlogs/apis/');
    expect(JSON.parse(format)).toMatchObject({ requestId: '$context.requestId', status: '$context.status' });
    expect(format).not.toMatch(/identity|userAgent|authorizer/);
  });

  it('bounds far below the rest what guesses passwords or sets them', () => {
    const { defaultRouteSettings, routeSettings } = theOne(plan, 'apigatewayv2/stage:Stage') as Record<string, Json>;
    expect(routeSettings).toEqual(
      ['POST /api/auth/login', 'POST /api/auth/register', 'PUT /api/account/password', 'DELETE /api/account'].map(
        (routeKey) => ({
          routeKey,
          throttlingRateLimit: 5,
          throttlingBurstLimit: 20,
        }),
      ),
    );
    expect(Number(defaultRouteSettings?.throttlingRateLimit)).toBeGreaterThanOrEqual(20 * 5);
  });

  it('makes its stage after every route, as a route’s own settings are refused before', () => {
    const routes = ofType(plan, 'apigatewayv2/route:Route').map(({ urn }) => urn);
    const [stage] = ofType(plan, 'apigatewayv2/stage:Stage');
    expect(stage?.dependencies).toEqual(expect.arrayContaining(routes));
  });
});

describe('the Router', () => {
  const entries = plan.resources.map(({ inputs }) => inputs.entry).filter((entry) => typeof entry === 'string');

  it('leads /api, /health and /metrics to the API and everything else to the site', () => {
    const paths = entries.map((entry) => {
      const [type, , , path] = entry.split(',');
      return [path, type];
    });
    expect(Object.fromEntries(paths)).toEqual({ '/api': 'url', '/health': 'url', '/metrics': 'url', '': 'site' });
  });

  it('sends the shop’s security headers unless a function sends stricter ones, and asks for HTTPS from then on', () => {
    const policy = theOne(plan, 'cloudfront/responseHeadersPolicy:ResponseHeadersPolicy');
    const text = JSON.stringify(policy);
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      expect(text, name).toContain(name === 'x-content-type-options' ? 'contentTypeOptions' : JSON.stringify(value));
    expect(policy.securityHeadersConfig).toMatchObject({ strictTransportSecurity: { includeSubdomains: true } });
    expect(text).not.toContain('"override":true');
    expect(theOne(plan, 'cloudfront/distribution:Distribution').defaultCacheBehavior).toMatchObject({
      responseHeadersPolicyId: `${policy.name}-id`,
      viewerProtocolPolicy: 'redirect-to-https',
    });
  });

  it('does not answer from its cache for another shopper: nothing is kept unless the answer says so', () => {
    const { defaultTtl, minTtl } = theOne(plan, 'cloudfront/cachePolicy:CachePolicy');
    expect({ defaultTtl, minTtl }).toEqual({ defaultTtl: 0, minTtl: 0 });
  });

  it('keeps no error for the next shopper and replaces none by a page', () => {
    const { customErrorResponses } = theOne(plan, 'cloudfront/distribution:Distribution');
    const codes = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];
    expect(customErrorResponses).toEqual(codes.map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 })));
  });
});

describe('the site', () => {
  const upload = plan.resources.find(({ name }) => name.startsWith('SiteAssetFiles'))?.inputs;
  const files = (upload?.files ?? []) as readonly { readonly key: string; readonly cacheControl: string }[];
  const cacheOf = (key: string) => files.find((file) => file.key === key)?.cacheControl;

  it('lets browsers keep what has a hash in its name, and ask again for what has not', () => {
    expect(cacheOf('assets/main.js')).toBe('public,max-age=31536000,immutable');
    expect(cacheOf('index.html')).toBe('public,max-age=0,must-revalidate');
  });

  it('keeps the files of the release before, for pages that are open during a deployment', () => {
    expect(upload?.purge).toBe(false);
  });

  it('answers a path without file with the page, whose own router knows it', () => {
    const entries = plan.resources.find(({ name }) => name.startsWith('SiteKvKeys'))?.inputs.entries as Json;
    expect(JSON.parse(String(entries.metadata))).toMatchObject({ custom404: '/index.html' });
  });
});

describe('nothing else is public', () => {
  it('has no function URL', () => {
    expect(ofType(plan, 'lambda/functionUrl:FunctionUrl')).toEqual([]);
  });

  it('lets only the API invoke functions; all else that does has a role', () => {
    for (const { inputs } of ofType(plan, 'lambda/permission:Permission')) {
      expect(inputs.principal).toBe('apigateway.amazonaws.com');
      expect(inputs.sourceArn).toMatch(/^arn:aws:execute-api:us-east-1:123456789012:./);
    }
  });

  it('lets functions be invoked by the API only if they serve routes', () => {
    const served = ofType(plan, 'lambda/permission:Permission')
      .filter(({ inputs }) => inputs.principal === 'apigateway.amazonaws.com')
      .map(({ inputs }) => String(inputs.function).split('-').at(-1));
    const serving = FUNCTION_IDS.filter((id) => FUNCTIONS[id].routes.length > 0);
    expect([...new Set(served)].sort()).toEqual([...serving].sort());
  });

  it('blocks every public access to the site’s bucket', () => {
    expect(theOne(plan, 's3/bucketPublicAccessBlock:BucketPublicAccessBlock')).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(plan.resources.filter(({ type }) => /^aws:s3\/bucketAcl|websiteConfiguration|CorsConf/i.test(type))).toEqual(
      [],
    );
  });

  it('lets only the Router’s distribution read the site’s bucket', () => {
    const allowed = statementsOf(theOne(plan, 's3/bucketPolicy:BucketPolicy').policy).filter(
      ({ Effect: effect }) => effect === 'Allow',
    );
    expect(allowed).toMatchObject([
      {
        Action: ['s3:GetObject'],
        Principal: { Service: ['cloudfront.amazonaws.com'] },
        Condition: { StringEquals: { 'aws:SourceArn': [expect.stringMatching(/:distribution\/.+/)] } },
      },
    ]);
  });

  it('refuses to hand out the site’s bucket without TLS', () => {
    const denied = statementsOf(theOne(plan, 's3/bucketPolicy:BucketPolicy').policy).filter(
      ({ Effect: effect }) => effect === 'Deny',
    );
    expect(denied).toMatchObject([{ Condition: { Bool: { 'aws:SecureTransport': ['false'] } } }]);
  });

  /** Whether a statement is for this account's own roles alone, whomever else its principal would let in. */
  const isForOwnRoles = ({ Condition }: Statement) => {
    const { StringEquals = {}, ArnLike = {} } = (Condition ?? {}) as Readonly<Record<string, Json>>;
    const roles = [ArnLike['aws:PrincipalArn']].flat().map(String);
    const isOwn = (arn: string) => /^arn:aws:iam::123456789012:role\/\*-production-\w+Role-\*$/.test(arn);
    return StringEquals['kms:CallerAccount'] === '123456789012' && roles.length > 0 && roles.every(isOwn);
  };

  it('has no resource policy that allows everybody anything', () => {
    const policies = plan.resources
      .filter(({ type }) => type !== 'aws:iam/role:Role')
      .flatMap(({ inputs }) => (typeof inputs.policy === 'string' ? statementsOf(inputs.policy) : []));
    const open = policies.filter(
      ({ Effect: effect, Principal: principal }) => effect === 'Allow' && JSON.stringify(principal).includes('*'),
    );
    expect(policies.length).toBeGreaterThan(0);
    expect(open.filter((statement) => !isForOwnRoles(statement))).toEqual([]);
  });
});
