import { useRef } from 'preact/hooks';
import { type Look, lookOf, lookProblem, lookQuery } from './time-range.ts';

/**
 * What the address's query asks to look at, and what it asks for that there is not. Where it asks for what is yet to come, that
 * ends at the first `now` (epoch ms, undefined as long as it is not known) and stays: the next answer does not ask anew.
 */
export function useLook(
  query: Readonly<Record<string, string>>,
  now: number | undefined,
): Look & { problem: string | undefined } {
  const key = lookQuery(query).toString();
  const first = useRef({ key, now });
  if (first.current.key !== key || first.current.now === undefined) first.current = { key, now };
  const over = now !== undefined && Date.parse(query.to ?? '') <= now;
  const at = (over ? now : first.current.now) ?? Number.POSITIVE_INFINITY;
  return { ...lookOf(query, at), problem: lookProblem(query, at) };
}
