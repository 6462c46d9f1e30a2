/** The token of an `Authorization: Bearer` header; undefined for any other header, or none. */
export function bearerToken(authorization: string | null | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
}
