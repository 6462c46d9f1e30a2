import { describe, expect, inject, it } from 'vitest';
import { theOne } from './select.ts';
import { viewerRequest } from './viewer-request.ts';

const plan = inject('production');
const send = viewerRequest(plan);
const api = 'api-id.execute-api.us-east-1.amazonaws.com';
const bucket = `${theOne(plan, 's3/bucket:Bucket').bucket}.s3.us-east-1.amazonaws.com`;

const paths: Readonly<Record<string, { path: string; host: string; uri?: string }>> = {
  'a product of the API to the API': { path: '/api/products/prd_1', host: api },
  'a picture to the API': { path: '/api/products/prd_1/picture', host: api },
  'the health check to the API': { path: '/health', host: api },
  'a detailed health check to the API': { path: '/health/ready', host: api },
  'the metrics to the API': { path: '/metrics', host: api },
  'the description of the API to the site': { path: '/openapi.json', host: bucket },
  'the page of the API to the site’s one page': { path: '/docs', host: bucket, uri: '/index.html' },
  'the home page to the site': { path: '/', host: bucket, uri: '/index.html' },
  'a file to the site': { path: '/assets/main.js', host: bucket },
  'a page of the shop to the site’s one page': { path: '/products/prd_1', host: bucket, uri: '/index.html' },
  'the console to the site’s one page': { path: '/ops', host: bucket, uri: '/index.html' },
  'a path that only begins like the API’s to the site': { path: '/apiary', host: bucket, uri: '/index.html' },
};

describe('the Router sends', () => {
  it.each(Object.entries(paths))('%s', async (_sentence, { path, host, uri = path }) => {
    expect(await send(path, 'shop.cloudfront.net')).toMatchObject({ host, uri });
  });

  it('cookies to the API and never to the site’s bucket', async () => {
    expect(await send('/api/cart', 'shop.cloudfront.net')).toMatchObject({ cookies: true });
    expect(await send('/', 'shop.cloudfront.net')).toMatchObject({ cookies: false });
  });
});

it('refuses CloudFront’s own name where the shop has a domain', async () => {
  const answer = viewerRequest(inject('everything'));
  expect(await answer('/api/products', 'd111111abcdef8.cloudfront.net')).toEqual({ statusCode: 403 });
  expect(await answer('/api/products', 'shop.example.com')).toMatchObject({ host: api });
});
