/** Commands of "CloudWatch Logs Insights language query syntax" that need no other log group's consent and no index. */
export const COMMANDS: ReadonlySet<string> = new Set(
  'fields display filter stats sort limit parse dedup pattern diff unmask'.split(' '),
);

/** Functions of "Boolean, comparison, numeric, datetime, and other functions" and "stats". */
const FUNCTIONS = new Set(
  [
    ...'abs ceil floor greatest least log sqrt bin datefloor dateceil fromMillis toMillis now ispresent coalesce'.split(
      ' ',
    ),
    ...'strlen trim ltrim rtrim tolower toupper substr replace strcontains isempty isblank concat'.split(' '),
    ...'avg count count_distinct max min pct stddev sum earliest latest sortsFirst sortsLast'.split(' '),
  ].map((name) => `${name}(`),
);

const WORDS = new Set('and or not in like as by asc desc'.split(' '));

/** Text in quotes, and patterns between slashes that follow `like` or `=~`. */
const LITERAL = /"(?:[^"\\]|\\.)*"|(?<=(?:like|=~)\s*)\/(?:[^/\\]|\\.)*\//g;
const NAME = /(?<![\w.@])@?[A-Za-z_][\w.]*\(?/g;

/** What a query of Logs Insights names: its commands, functions that are none, and the fields that it does not make itself. */
export function namesIn(query: string) {
  const commands = query
    .replace(LITERAL, '""')
    .split('|')
    .map((part) => part.trim());
  const names = commands.flatMap((command) => {
    const [, ...rest] = command.split(/\s/);
    return rest.join(' ').match(NAME) ?? [];
  });
  const made = new Set([...query.matchAll(/\bas (\w+)/g)].map(([, name = '']) => name));
  return {
    commands: commands.map((command) => command.split(/\s/)[0] ?? ''),
    unknownFunctions: names.filter((name) => name.endsWith('(') && !FUNCTIONS.has(name)),
    fields: names.filter((name) => !name.endsWith('(') && !WORDS.has(name) && !made.has(name)),
  };
}
