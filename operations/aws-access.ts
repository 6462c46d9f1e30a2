import type { Place } from './place.ts';

/** What an SDK client is made with to reach a place; on AWS, nothing but the operator's own surroundings. */
export type AwsAccess = {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

/** How to reach the AWS APIs of a place. */
export function awsAccess(place: Place): AwsAccess {
  switch (place.kind) {
    case 'aws':
      return {};
    case 'local': {
      const credentials = { accessKeyId: 'operator', secretAccessKey: 'local' };
      return { endpoint: `http://127.0.0.1:${place.awsPort}`, region: 'us-east-1', credentials };
    }
    default:
      return place satisfies never;
  }
}
