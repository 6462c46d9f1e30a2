/** An alias of a function, and how it splits its invocations. */
export type Alias = {
  readonly name: string;
  readonly description: string;
  readonly functionVersion: string;
  /** At most one further version, and its share of the invocations, 0 to 1. */
  readonly additionalVersionWeights: Readonly<Record<string, number>>;
  readonly revisionId: string;
};

/** "Lambda alias routing": the version for one invocation; `random` gives numbers from 0 up to 1. */
export function chooseVersion({ functionVersion, additionalVersionWeights }: Alias, random: () => number): string {
  const [additional] = Object.entries(additionalVersionWeights);
  if (additional === undefined) return functionVersion;
  const [version, weight] = additional;
  return random() < weight ? version : functionVersion;
}

/** Whether an alias names the version, whatever its share: it is needed as long as it is named. */
export function namesVersion({ functionVersion, additionalVersionWeights }: Alias, version: string): boolean {
  return functionVersion === version || Object.hasOwn(additionalVersionWeights, version);
}

/** The versions that an alias sends invocations to. */
export function routedVersions({ functionVersion, additionalVersionWeights }: Alias): readonly string[] {
  const weights = Object.entries(additionalVersionWeights);
  const [[version, weight] = [functionVersion, 0]] = weights;
  if (weight === 0) return [functionVersion];
  return weight === 1 ? [version] : [functionVersion, version];
}
