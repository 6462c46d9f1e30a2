type Scrolled = Readonly<Record<'scrollLeft' | 'scrollWidth' | 'clientWidth', number>>;

/** At which ends of a strip there is more than is seen: "start", "end", both with a space between, or none; parts of a pixel are nothing. */
export function hiddenEnds({ scrollLeft, scrollWidth, clientWidth }: Scrolled): string {
  const ends = [scrollLeft >= 1 && 'start', scrollWidth - clientWidth - scrollLeft >= 1 && 'end'];
  return ends.filter((end) => end !== false).join(' ');
}
