/** A value in a label: to three decimals, small ones to three significant digits (AWS does not say; our choice). */
export function formatValue(value: number): string {
  return String(Number(Math.abs(value) < 1 ? value.toPrecision(3) : value.toFixed(3)));
}
