/** What a stage may cost a month before somebody is told that it will cost more, in US dollars: settings/ has the same default. */
export const MONTHLY_BUDGET = 50;
