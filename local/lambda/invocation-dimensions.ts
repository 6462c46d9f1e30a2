import type { FunctionVersion } from './function-version.ts';

/** A version that was run, and the version or alias that was asked for. */
export type InvokedVersion = {
  readonly definition: Pick<FunctionVersion, 'name' | 'version'>;
  readonly qualifier: string | undefined;
};

/** "Viewing metrics by dimension": of the function, of what was asked for of it, and of the version that an alias chose. */
export function invocationDimensions({
  definition: { name: FunctionName, version },
  qualifier,
}: InvokedVersion): readonly Readonly<Record<string, string>>[] {
  if (qualifier === undefined) return [{ FunctionName }];
  const Resource = `${FunctionName}:${qualifier}`;
  const asked = [{ FunctionName }, { FunctionName, Resource }];
  return qualifier === version ? asked : [...asked, { FunctionName, Resource, ExecutedVersion: version }];
}
