const note = (source: string): string =>
  `<!-- Made from ${source} by \`npm run docs\`; change the definitions, not this file. -->`;

/** A table in Markdown; a cell's own bars are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A picture of docs/screenshots/, which `npm run screenshots` takes, and what it shows. */
export const picture = (name: string, shows: string): string => `![${shows}](screenshots/${name}.png)`;

/** A page of these parts, an empty line between two of them. */
export function page(...parts: readonly string[]): string {
  return pageFrom('monitoring/', ...parts);
}

/** A page that is made from another folder's definitions. */
export function pageFrom(source: string, ...parts: readonly string[]): string {
  return `${[note(source), ...parts].join('\n\n')}\n`;
}
