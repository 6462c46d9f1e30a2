/** One value of a metric as Prometheus reads it. */
export type Sample = {
  /** Of letters, digits and underscores, as `metricName` makes it. */
  readonly name: string;
  readonly help: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

/** `ApproximateAgeOfOldestMessage` is `approximate_age_of_oldest_message`, `4xx` is `_4xx`. */
export function snakeCase(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
  return /^\d/.test(words) ? `_${words}` : words;
}

/** Label values and help texts escape what would end them ("Exposition formats"). */
const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

function labelsText(labels: Sample['labels']): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function family(samples: readonly Sample[]): string[] {
  const [first] = samples;
  if (first === undefined) return [];
  return [
    `# HELP ${first.name} ${escaped(first.help)}`,
    `# TYPE ${first.name} gauge`,
    ...samples.map(({ name, labels, value }) => `${name}${labelsText(labels)} ${value}`),
  ];
}

/** The text that a Prometheus server reads (version 0.0.4): each metric once, with all of its samples. */
export function exposition(samples: readonly Sample[]): string {
  const families = Map.groupBy(samples, ({ name }) => name);
  return `${[...families.values()].flatMap(family).join('\n')}\n`;
}
