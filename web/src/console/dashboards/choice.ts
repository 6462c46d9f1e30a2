import type { Dashboards } from '../../../../functions/ops/dashboards/dashboard-responses.ts';

/** What is chosen of a dashboard's variables. */
export type Choice = { function: string; route: string; period: string };

type Variables = Dashboards['variables'];
type Query = Readonly<Record<string, string>>;

/**
 * What an address chooses; the first value of a variable, which is all of them or none in particular, where it offers no such
 * value. As long as it is not known what they offer, the address is believed.
 */
export function choiceOf(query: Query, variables: Variables | undefined): Choice {
  if (variables === undefined) {
    return { function: query.function || 'all', route: query.route || 'all', period: query.period || 'auto' };
  }
  const chosen = (name: keyof Variables): string => {
    const values: readonly string[] = variables[name];
    return values.find((value) => value === query[name]) ?? values[0] ?? '';
  };
  return { function: chosen('function'), route: chosen('route'), period: chosen('period') };
}

/** What an address chooses that its variable does not offer, in words; what is shown then is not narrowed by it. */
export function unknownChoices(query: Query, variables: Variables): readonly string[] {
  const names = ['function', 'route', 'period'] as const;
  return names.flatMap((name) => {
    const values: readonly string[] = variables[name];
    const asked = query[name];
    return !asked || values.includes(asked) ? [] : [`There is no ${name} “${asked}” to choose.`];
  });
}

/** A choice as an address has it: what is not in particular is left out. */
export function choiceQuery(choice: Partial<Choice>): Record<string, string> {
  const told = Object.entries(choice).map(([name, value]) => [name, value === 'all' || value === 'auto' ? '' : value]);
  return Object.fromEntries(told);
}
