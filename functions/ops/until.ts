/** The end of what a query asks for, epoch milliseconds: now, unless it names an earlier one. */
export function untilOf(end: string | undefined, now: number): number {
  return Math.min(now, end === undefined ? now : Date.parse(end));
}
