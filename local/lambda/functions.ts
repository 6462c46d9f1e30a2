import { randomUUID } from 'node:crypto';
import { type Alias, chooseVersion, routedVersions } from './alias.ts';
import type { CodeStore } from './code-store.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { type FunctionVersion, fingerprintOf, type VersionSettings } from './function-version.ts';
import type { VersionNumbers } from './version-numbers.ts';

/** A function with its versions, oldest first, and its aliases. */
export type DeployedFunction = {
  readonly id: string;
  readonly name: string;
  readonly latest: FunctionVersion;
  readonly versions: readonly FunctionVersion[];
  readonly aliases: ReadonlyMap<string, Alias>;
};

/** The functions of the embedded Lambda. What is looked up by id and does not exist is a RangeError. */
export interface Functions {
  /** Makes a function with the code that its bundle has now, as `$LATEST`. */
  add(definition: FunctionDefinition): void;
  all(): readonly DeployedFunction[];
  byId(functionId: string): DeployedFunction;
  byName(name: string): DeployedFunction | undefined;
  /** The version for one invocation; undefined when the qualifier names none. */
  choose(functionId: string, qualifier?: string): FunctionVersion | undefined;
  /** Whether any alias sends invocations to the version. */
  isRouted(version: FunctionVersion): boolean;
  /** Changes `$LATEST`. */
  update(functionId: string, change: Partial<VersionSettings>): FunctionVersion;
  /** "Publishing versions": of what has not changed since the last version, none is made; else `$LATEST` is of another revision. */
  publish(functionId: string, description?: string): FunctionVersion;
  removeVersion(functionId: string, version: string): void;
  putAlias(functionId: string, alias: Omit<Alias, 'revisionId'>): Alias;
  removeAlias(functionId: string, name: string): void;
}

export type FunctionsOptions = {
  readonly code: CodeStore;
  readonly numbers: VersionNumbers;
  /** Virtual epoch milliseconds. */
  readonly now: () => number;
  /** From 0 up to 1: how a weighted alias chooses. */
  readonly random: () => number;
};

type Entry = { -readonly [Key in keyof DeployedFunction]: DeployedFunction[Key] } & {
  versions: FunctionVersion[];
  readonly aliases: Map<string, Alias>;
};

/** Makes the embedded Lambda's functions: none yet. */
export function createFunctions({ code, numbers, now, random }: FunctionsOptions): Functions {
  const stamp = () => ({ lastModified: now(), revisionId: randomUUID() });

  const create = (definition: FunctionDefinition): Entry => {
    const packed = code.add(definition.bundle);
    const latest = { ...definition, ...packed, description: '', version: '$LATEST', ...stamp() };
    return { id: definition.id, name: definition.name, latest, versions: [], aliases: new Map() };
  };
  const entries = new Map<string, Entry>();

  const entryOf = (functionId: string): Entry => {
    const entry = entries.get(functionId);
    if (entry) return entry;
    throw new RangeError(`There is no function "${functionId}"; there are ${[...entries.keys()].join(', ')}.`);
  };

  const versionOf = ({ latest, versions }: Entry, version: string): FunctionVersion | undefined =>
    version === latest.version ? latest : versions.find((candidate) => candidate.version === version);

  /** A restart with the same code and configuration continues with the same number. */
  const numberFor = ({ name, versions }: Entry, fingerprint: string): number => {
    const last = numbers.last(name);
    if (last !== undefined && versions.length === 0 && last.fingerprint === fingerprint) return last.number;
    const number = (last?.number ?? 0) + 1;
    numbers.set(name, { number, fingerprint });
    return number;
  };

  return {
    add: (definition) => void entries.set(definition.id, create(definition)),
    all: () => [...entries.values()],
    byId: entryOf,
    byName: (name) => [...entries.values()].find((entry) => entry.name === name),
    choose: (functionId, qualifier = '$LATEST') => {
      const entry = entryOf(functionId);
      const alias = entry.aliases.get(qualifier);
      return versionOf(entry, alias === undefined ? qualifier : chooseVersion(alias, random));
    },
    isRouted: ({ id, version }) =>
      [...entryOf(id).aliases.values()].some((alias) => routedVersions(alias).includes(version)),
    update: (functionId, change) => {
      const entry = entryOf(functionId);
      entry.latest = { ...entry.latest, ...change, ...stamp() };
      return entry.latest;
    },
    publish: (functionId, description) => {
      const entry = entryOf(functionId);
      const fingerprint = fingerprintOf(entry.latest);
      const last = entry.versions.at(-1);
      if (last !== undefined && fingerprintOf(last) === fingerprint) return last;
      const number = numberFor(entry, fingerprint);
      const own = description === undefined ? {} : { description };
      const published = { ...entry.latest, ...own, version: String(number), ...stamp() };
      entry.versions.push(published);
      entry.latest = { ...entry.latest, revisionId: randomUUID() };
      return published;
    },
    removeVersion: (functionId, version) => {
      const entry = entryOf(functionId);
      entry.versions = entry.versions.filter((candidate) => candidate.version !== version);
    },
    putAlias: (functionId, alias) => {
      const put = { ...alias, revisionId: randomUUID() };
      entryOf(functionId).aliases.set(alias.name, put);
      return put;
    },
    removeAlias: (functionId, name) => void entryOf(functionId).aliases.delete(name),
  };
}
