/** AWS's notation of its tables: `0` not breaching (value 0), `X` breaching (value 10), `-` missing; the newest on the right. */
export function parseBreaches(notation: string): (number | undefined)[] {
  return notation.split(/\s+/).map((item) => {
    switch (item) {
      case '0':
        return 0;
      case 'X':
        return 10;
      case '-':
        return undefined;
      default:
        throw new RangeError(`'${item}' is neither 0, X nor -`);
    }
  });
}
