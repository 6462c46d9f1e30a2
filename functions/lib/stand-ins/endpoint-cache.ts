/**
 * Stands in for `@aws-sdk/endpoint-cache` in the bundles, 8 KB: the DynamoDB client makes one for its endpoint discovery, which
 * is off unless a client's configuration or AWS_ENABLE_ENDPOINT_DISCOVERY asks for it, and no command uses. It never has any.
 */
export class EndpointCache {
  getEndpoint(): undefined {
    return undefined;
  }

  get(): undefined {
    return undefined;
  }

  has(): boolean {
    return false;
  }

  set(): void {}

  delete(): void {}

  clear(): void {}
}
