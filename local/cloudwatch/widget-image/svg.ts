/** An SVG element; undefined attributes are left out, numbers are written with at most two decimals. */
export type SvgNode = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly (SvgNode | string)[];
};

/** Makes an element. */
export function svg(name: string, attributes: SvgNode['attributes'], children: SvgNode['children'] = []): SvgNode {
  return { name, attributes, children };
}

/** Writes an element with all it holds; texts are escaped, characters that XML does not allow become spaces. */
export function toSvgText(node: SvgNode): string {
  return pieces(node).join('');
}

/** They are joined once: the paths of many series would otherwise be in memory as often as elements lie in each other. */
function pieces({ name, attributes, children }: SvgNode): string[] {
  const written = Object.entries(attributes).flatMap(([attribute, value]) =>
    value === undefined ? [] : [` ${attribute}="`, typeof value === 'number' ? decimal(value) : escaped(value), '"'],
  );
  if (children.length === 0) return [`<${name}`, ...written, '/>'];
  const inner = children.flatMap((child) => (typeof child === 'string' ? [escaped(child)] : pieces(child)));
  return [`<${name}`, ...written, '>'].concat(inner, `</${name}>`);
}

/** A number as paths and attributes have it. */
export function decimal(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
