/** How a form asks for a setting. */
export type SettingInput =
  | { kind: 'number'; minimum: number; maximum: number; whole?: boolean }
  | { kind: 'choice'; of: readonly string[] }
  | { kind: 'choices'; of: readonly string[] }
  | { kind: 'texts' }
  | { kind: 'duration' };

type Settings = Readonly<Record<string, unknown>>;

/** A fault as `GET /_local/faults` tells it. */
export type LocalFault = {
  name: string;
  /** What it breaks. */
  service: string;
  /** What happens, and what a user would notice. */
  description: string;
  inputs: Readonly<Record<string, SettingInput>>;
  /** What each setting takes, in words. */
  takes: Readonly<Record<string, string>>;
  defaults: unknown;
  /** The alarms that it is to raise, the soonest first. */
  raises: readonly { name: string; title: string; promiseMinutes: number }[];
  active: boolean;
  /** While it is on. */
  settings?: unknown;
  /** Virtual time, ISO 8601: when it switches itself off. */
  until?: string;
};

/** What `GET /_local/faults` answers. */
export type LocalFaults = { faults: readonly LocalFault[] };

/** What a form holds: texts, and of `choices` those that are chosen. */
export type SettingValues = Readonly<Record<string, string | readonly string[]>>;

const isSettings = (value: unknown): value is Settings => typeof value === 'object' && value !== null;

/** The value as the form shows it; nothing where all are meant. */
function shown(input: SettingInput, value: unknown): string | readonly string[] {
  const list = Array.isArray(value) ? value.map(String) : [];
  if (input.kind === 'choices') return list;
  if (input.kind === 'texts') return list.join(', ');
  return value === undefined ? '' : String(value);
}

/** What the form begins with: what the fault is on with, or would be unless told otherwise. */
export function firstValues({ inputs, settings, defaults }: LocalFault): SettingValues {
  const values = { ...(isSettings(defaults) ? defaults : {}), ...(isSettings(settings) ? settings : {}) };
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, shown(input, values[name])]));
}

function givenValue(input: SettingInput, value: string | readonly string[]): unknown {
  if (typeof value !== 'string') return value.length === 0 ? undefined : value;
  const text = value.trim();
  if (text === '') return undefined;
  switch (input.kind) {
    case 'number':
      return Number(text);
    case 'texts':
      return text.split(/[\s,]+/);
    case 'choice':
    case 'choices':
    case 'duration':
      return text;
    default:
      return input satisfies never;
  }
}

/** What the control API is told; what nothing was said of is as usual. */
export function settingsOf(inputs: LocalFault['inputs'], values: SettingValues): Settings {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, input]) => {
      const value = givenValue(input, values[name] ?? '');
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** The faults that a text is found in, by what they break. */
export function faultGroups(faults: readonly LocalFault[], text: string): ReadonlyMap<string, readonly LocalFault[]> {
  const wanted = text.trim().toLowerCase();
  const found = faults.filter(({ name, service, description, raises }) =>
    [name, service, description, ...raises.map(({ title }) => title)].some((each) =>
      each.toLowerCase().includes(wanted),
    ),
  );
  return Map.groupBy(found, ({ service }) => service);
}
