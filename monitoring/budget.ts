/**
 * What the default stage may cost at a million requests a month, in US dollars by its estimate: definitions that cost more
 * fail a test, see docs/cost.md.
 */
export const DESIGN_BUDGET = 30;

/**
 * What a stage may cost a month before somebody is told that it will cost more, in US dollars: settings/ has the same
 * default. It leaves room for months with twice the requests and for what an operator looks at.
 */
export const MONTHLY_BUDGET = 50;
