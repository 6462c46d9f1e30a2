import type { DimensionSet } from '../../monitoring/metric-definition.ts';

/** Stands for whatever name an AWS resource has. */
export const ANY = '*';

/** Every combination of dimension values of a set. */
export function combinationsOf(set: DimensionSet): readonly Readonly<Record<string, string>>[] {
  return Object.entries(set).reduce<Record<string, string>[]>(
    (sets, [name, values]) =>
      sets.flatMap((one) => (values === 'resource' ? [ANY] : values).map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

/** `Payments{PaymentMethod=card,Result=declined}`. */
export function metricText(name: string, dimensions: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(dimensions).map(([key, value]) => `${key}=${value}`);
  return `${name}{${pairs.sort().join(',')}}`;
}
