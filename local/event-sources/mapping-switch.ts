/** Whether an event source mapping is enabled: one that is not takes nothing more, and ends what it has taken. */
export interface MappingSwitch {
  isEnabled(): boolean;
  set(enabled: boolean): void;
  /** The listener is told whenever it has been enabled. */
  onEnabled(listener: () => void): void;
}

/** Makes one that is enabled. A start deploys the mappings anew, so that it is not remembered. */
export function createMappingSwitch(): MappingSwitch {
  const listeners: (() => void)[] = [];
  let enabled = true;
  return {
    isEnabled: () => enabled,
    set: (wanted) => {
      enabled = wanted;
      if (enabled) for (const listener of listeners) listener();
    },
    onEnabled: (listener) => void listeners.push(listener),
  };
}
