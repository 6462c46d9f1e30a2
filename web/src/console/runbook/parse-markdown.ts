/** A part of a line: plain, or set apart. */
export type Inline =
  | { type: 'text' | 'strong' | 'emphasis' | 'code'; text: string }
  | { type: 'link'; text: string; href: string };

/** A part of a document. */
export type Block =
  | { type: 'heading'; level: number; content: Inline[] }
  | { type: 'paragraph'; content: Inline[] }
  | { type: 'list'; ordered: boolean; items: Inline[][] }
  | { type: 'table'; header: Inline[][]; rows: Inline[][][] }
  | { type: 'code'; language: string; info: string; text: string };

const INLINE =
  /`(?<code>[^`]+)`|\*\*(?<strong>[^*]+)\*\*|(?<![\w])_(?<emphasis>[^_]+)_(?![\w])|\[(?<label>[^\]]+)\]\((?<href>[^)\s]+)\)/g;

/** Only what leads to a page: no script, no data. */
const SAFE_LINK = /^(https:\/\/|\/(?![/\\]))/;

function inlineOf({ groups = {}, 0: whole }: RegExpExecArray): Inline {
  const { code, strong, emphasis, label, href } = groups;
  if (code !== undefined) return { type: 'code', text: code };
  if (strong !== undefined) return { type: 'strong', text: strong };
  if (emphasis !== undefined) return { type: 'emphasis', text: emphasis };
  if (label !== undefined && href !== undefined && SAFE_LINK.test(href)) return { type: 'link', text: label, href };
  return { type: 'text', text: label ?? whole };
}

/** The parts of a line. */
export function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) parts.push({ type: 'text', text: text.slice(end, match.index) });
    parts.push(inlineOf(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ type: 'text', text: text.slice(end) });
  return parts;
}

function cells(line: string): Inline[][] {
  const inner = line.trim().replace(/^\||\|$/g, '');
  return inner.split(/(?<!\\)\|/).map((cell) => parseInline(cell.trim().replaceAll('\\|', '|')));
}

type Reader = (lines: readonly string[]) => { block: Block; taken: number } | undefined;

const FENCE = /^```(\S*) ?(.*)$/;

const readCode: Reader = (lines) => {
  const [, language = '', info = ''] = FENCE.exec(lines[0] ?? '') ?? [];
  if (!lines[0]?.startsWith('```')) return undefined;
  const length = lines.slice(1).findIndex((line) => line.trimEnd() === '```');
  const body = length < 0 ? lines.slice(1) : lines.slice(1, 1 + length);
  return { block: { type: 'code', language, info: info.trim(), text: body.join('\n') }, taken: body.length + 2 };
};

const readHeading: Reader = ([line = '']) => {
  const [, marks, text] = /^(#{1,6}) +(.*?)(?: +#+)?$/.exec(line) ?? [];
  if (marks === undefined || text === undefined) return undefined;
  return { block: { type: 'heading', level: marks.length, content: parseInline(text) }, taken: 1 };
};

const readTable: Reader = (lines) => {
  const [header = '', rule = ''] = lines;
  if (!header.trim().startsWith('|') || !/^[\s|:-]+$/.test(rule) || !rule.includes('-')) return undefined;
  const end = lines.findIndex((line) => !line.trim().startsWith('|'));
  const rows = lines.slice(2, end < 0 ? undefined : end);
  return { block: { type: 'table', header: cells(header), rows: rows.map(cells) }, taken: rows.length + 2 };
};

const ITEM = /^ *(?:([-*])|\d+\.) +/;

const readList: Reader = (lines) => {
  const [marker, bullet] = ITEM.exec(lines[0] ?? '') ?? [];
  if (marker === undefined) return undefined;
  const end = lines.findIndex((line) => line.trim() === '');
  const own = end < 0 ? lines : lines.slice(0, end);
  const items: string[] = [];
  for (const line of own) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return {
    block: { type: 'list', ordered: bullet === undefined, items: items.map(parseInline) },
    taken: own.length,
  };
};

const SPECIAL: readonly Reader[] = [readCode, readHeading, readTable, readList];

const readSpecial: Reader = (lines) => {
  for (const read of SPECIAL) {
    const found = read(lines);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The blocks of a document in the part of Markdown that runbooks are written in; whatever else it holds is plain text. */
export function parseMarkdown(text: string): Block[] {
  const lines = text.split(/\r?\n/);
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    if (paragraph.length > 0) blocks.push({ type: 'paragraph', content: parseInline(paragraph.join(' ')) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const special = line.trim() === '' ? undefined : readSpecial(lines.slice(at));
    if (special === undefined && line.trim() !== '') paragraph.push(line.trim());
    else endParagraph();
    if (special !== undefined) blocks.push(special.block);
    at += special?.taken ?? 1;
  }
  endParagraph();
  return blocks;
}
