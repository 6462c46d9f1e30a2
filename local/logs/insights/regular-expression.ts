import { malformedQuery, type Span } from './malformed-query.ts';

const FLAGS: Readonly<Record<string, string>> = { i: 'i', m: 'm', s: 's' };

/** Flags within the pattern, such as (?i), count from there on in AWS's dialect; here they count for all of it. */
function takeFlags(pattern: string): { readonly source: string; readonly flags: string } {
  const flags = new Set<string>();
  const source = pattern.replace(/\(\?([ims]+)\)/g, (_, letters: string) => {
    for (const letter of letters) flags.add(FLAGS[letter] ?? '');
    return '';
  });
  return { source, flags: [...flags].join('') };
}

/** The name in the expression of a group that a pattern names: an @ is allowed in AWS's dialect, but not here. */
export const groupKey = (name: string): string => name.replaceAll('@', '$');
const GROUP_NAME = /(?<=\(\?<)[\w@]+(?=>)/g;

/** The names of the groups as a pattern has them; undefined when it names none. */
export function namedGroups({ groups }: RegExpExecArray): readonly string[] | undefined {
  return groups && Object.keys(groups).map((key) => key.replaceAll('$', '@'));
}

/** Compiles a pattern between slashes ("Supported regular expressions (regex) syntax"). */
export function compilePattern(query: string, span: Span, pattern: string): RegExp {
  const { source, flags } = takeFlags(pattern);
  try {
    return new RegExp(source.replace(GROUP_NAME, groupKey), flags);
  } catch (error) {
    const cause = error instanceof Error ? error.message.replace(/^.*: /, '') : String(error);
    throw malformedQuery(query, span, `invalid regular expression /${pattern}/ (${cause})`);
  }
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The expression of a glob of `parse`, in which each `*` is a field; the last one takes the rest of its line. */
export function compileGlob(glob: string): RegExp {
  const parts = glob.split('*').map(literally);
  return new RegExp(parts.join('(.*?)') + (glob.endsWith('*') ? '$' : ''), 's');
}
