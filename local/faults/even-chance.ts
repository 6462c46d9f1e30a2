/** The fractional parts of its multiples lie more evenly in [0, 1) than those of any other number. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Numbers in [0, 1) that are spread as evenly as can be, the same in every run: of any hundred in a row so many are below a
 * rate as it says, give or take two, and never two in succession of a rate below a third.
 */
export function evenChance(): () => number {
  let count = 0;
  return () => {
    count += 1;
    return (count * GOLDEN) % 1;
  };
}
