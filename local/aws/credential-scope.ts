/** The service that a Signature Version 4 Authorization header was made for, from its credential scope. */
export function signedService(authorization: string | undefined): string | undefined {
  return /Credential=[^,\s]*\/\d{8}\/[^/,\s]+\/([^/,\s]+)\/aws4_request/.exec(authorization ?? '')?.[1];
}
