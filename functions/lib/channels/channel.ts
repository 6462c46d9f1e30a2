/** Who is told, in turn: the next one when the first does not acknowledge. */
export const CONTACTS = ['first', 'next'] as const;
export type Contact = (typeof CONTACTS)[number];

/** Ways in which a contact is told. */
export const CHANNELS = ['email', 'slack', 'pagerDuty', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];
