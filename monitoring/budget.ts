/** What a stage of a million requests a month may cost, all in, in US dollars a month. */
export const MONTHLY_BUDGET = 30;
