/** Pulumi's name for what belongs to an id: `sales-rollup` is `SalesRollup`. */
export function componentName(id: string): string {
  return id
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
}
