/** The most products that the catalogue holds; functions keep all of it in memory. */
export const MOST_PRODUCTS = 10_000;
