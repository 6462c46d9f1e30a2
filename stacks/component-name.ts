/** Pulumi's name for what belongs to an id: `catalog` is `Catalog`. */
export function componentName(id: string): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
}
