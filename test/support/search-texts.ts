/** Parts of Base64 that a value always has, wherever in what is encoded it stands. */
function encoded(value: string): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.from('\0'.repeat(shift) + value).toString('base64url');
    const part = text.slice(shift === 0 ? 0 : shift + 1, -3);
    return part.length > 8 ? part : [];
  });
}

const literal = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '\\$&');

/** What is short also occurs inside ids: it counts only where no other digit or letter touches it. */
function patternOf(value: string): string {
  const plain = literal(value.toLowerCase());
  return value.length > 5 ? plain : `(?<![0-9a-z.])${plain}(?![0-9a-z])`;
}

function decoded(text: string): string {
  return /[%+]/.test(text) ? unescape(text.replaceAll('+', ' ')) : '';
}

/** Finds the texts that hold one of the values: as it is, in upper or lower case, escaped in an address, or in Base64. */
export function searchFor(values: readonly string[]): (texts: readonly string[]) => readonly string[] {
  const wanted = [...new Set(values)];
  const plain = new RegExp(wanted.map(patternOf).join('|'));
  const base64 = new RegExp(wanted.flatMap(encoded).map(literal).join('|'));
  return (texts) =>
    texts.filter((text) => {
      const found = plain.test(`${text}\n${decoded(text)}`.toLowerCase());
      return found || base64.test(text.replaceAll('+', '-').replaceAll('/', '_'));
    });
}
