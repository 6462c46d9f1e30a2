/**
 * The service that a Signature Version 4 was made for, from the credential scope in the Authorization header or, of a
 * presigned URL, in its parameter X-Amz-Credential.
 */
export function signedService(authorization: string | undefined, presigned = ''): string | undefined {
  const credential = /Credential=([^,\s]*)/.exec(authorization ?? '')?.[1] ?? presigned;
  return /\/\d{8}\/[^/]+\/([^/]+)\/aws4_request$/.exec(credential)?.[1];
}

/** The access key id that a Signature Version 4 was made with, from the Authorization header. */
export function accessKeyOf(authorization: string | undefined): string | undefined {
  return /Credential=([^/,\s]+)\//.exec(authorization ?? '')?.[1];
}
