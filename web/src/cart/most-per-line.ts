/** The API takes no more of one product in a cart. */
export const MOST_PER_LINE = 99;
