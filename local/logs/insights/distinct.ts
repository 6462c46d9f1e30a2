/** Counts different texts. */
export interface Distinct {
  add(text: string): void;
  count(): number;
}

/** Counts texts exactly. */
export function createDistinct(): Distinct {
  const texts = new Set<string>();
  return { add: (text) => void texts.add(text), count: () => texts.size };
}
