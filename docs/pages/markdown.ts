const NOTE = '<!-- Made from monitoring/ by `npm run docs`; change the definitions, not this file. -->';

/** A table in Markdown; a cell's own bars are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A page of these parts, an empty line between two of them. */
export function page(...parts: readonly string[]): string {
  return `${[NOTE, ...parts].join('\n\n')}\n`;
}
