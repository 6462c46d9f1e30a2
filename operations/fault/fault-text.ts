/** A fault as the control API shows it. */
export type Fault = {
  readonly name: string;
  readonly description: string;
  /** What each of its settings takes. */
  readonly takes: Readonly<Record<string, string>>;
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly active: boolean;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** ISO 8601, virtual. */
  readonly until?: string | undefined;
};

const value = (setting: unknown): string => (Array.isArray(setting) ? setting.join(',') : String(setting));

/** How a fault is on: with which settings, and until when. */
export function activeText({ settings = {}, until }: Fault): string {
  const set = Object.entries(settings).map(([name, setting]) => `${name}=${value(setting)}`);
  return [`on, ${set.join(' ')}`, ...(until === undefined ? [] : [`until ${until}`])].join(', ');
}

/** A line for each fault, the name of one that is on followed by how. */
export function listText(faults: readonly Fault[]): string {
  const width = Math.max(...faults.map(({ name }) => name.length));
  const line = (fault: Fault): string => {
    const state = fault.active ? `[${activeText(fault)}] ` : '';
    return `${fault.name.padEnd(width)}  ${state}${fault.description}`;
  };
  return faults.map(line).join('\n');
}

/** One fault with the settings that it has. */
export function detailText(fault: Fault): string {
  const { name, description, takes, defaults, active } = fault;
  const settings = Object.entries(takes).map(([setting, rule]) => {
    const unless = setting in defaults ? `; ${value(defaults[setting])} unless given` : '';
    return `  ${setting}: ${rule}${unless}`;
  });
  return [`${name}: ${active ? activeText(fault) : 'off'}`, description, ...settings].join('\n');
}
