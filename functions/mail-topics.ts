/** Last parts of the names of the topics that mail people: the first contact's, and that of whoever is told next. */
export const MAIL_TOPICS = ['mail', 'mail-next'] as const;
