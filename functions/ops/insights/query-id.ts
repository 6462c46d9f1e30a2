import { createHmac, timingSafeEqual } from 'node:crypto';
import { notFound } from '../../lib/problem.ts';

const SIGNED = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/i;

/** Who signs ids: a stage, with a secret of its own. */
type Signer = { readonly stage: string; readonly pseudonymKey: string };

function signature(id: string, { stage, pseudonymKey }: Signer): Buffer {
  return createHmac('sha256', pseudonymKey).update(`query\n${stage}\n${id}`).digest();
}

/**
 * The id under which a stage's console reads and stops a query that it has started: Logs Insights knows the queries of the
 * whole account, and a role cannot keep GetQueryResults and StopQuery to some log groups.
 */
export function signedQueryId(id: string, signer: Signer): string {
  return `${id}.${signature(id, signer).toString('base64url')}`;
}

/** Logs Insights' id of a query that this stage's console has started; 404 for any other. */
export function ownQueryId(signed: string, signer: Signer): string {
  const [, id, given] = SIGNED.exec(signed) ?? [];
  if (id === undefined || given === undefined) throw notFound('query');
  if (!timingSafeEqual(signature(id, signer), Buffer.from(given, 'base64url'))) throw notFound('query');
  return id;
}
