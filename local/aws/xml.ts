const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

/** Every character that XML 1.0 cannot hold, lone surrogates among them. */
export const unprintable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text as the content of an XML element. */
export function escapeXml(text: string): string {
  return text.replace(unprintable, '').replace(/[&<>"\r]/g, (character) => entities[character] ?? character);
}

/**
 * Writes a value as awsQuery's XML: a list becomes `member` elements, a Map becomes `entry` elements of `key` and `value`,
 * an object one element per member; absent members are left out.
 */
export function toXml(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item) => element('member', item)).join('');
  if (value instanceof Map) {
    return [...value].map(([key, item]) => `<entry>${element('key', key)}${element('value', item)}</entry>`).join('');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([name, item]) => element(name, item))
      .join('');
  }
  return escapeXml(String(value));
}

/** One XML element with the given content. */
export function element(name: string, value: unknown): string {
  return `<${name}>${toXml(value)}</${name}>`;
}
