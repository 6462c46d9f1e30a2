const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g;

/** Whether the text of a JSON object, which must be valid, has a member of this name twice at its root; JSON.parse keeps the last alone. */
export function repeatsMember(json: string, name: string): boolean {
  const quoted = JSON.stringify(name);
  // Without escapes a name stands as it is: the common text is not walked through.
  if (!json.includes('\\u') && json.indexOf(quoted, json.indexOf(quoted) + 1) < 0) return false;
  let depth = 0;
  let found = 0;
  for (const [token, colon] of json.matchAll(TOKENS)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (depth === 1 && colon !== undefined && JSON.parse(token.slice(0, -colon.length)) === name) found++;
  }
  return found > 1;
}
