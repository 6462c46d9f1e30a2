/** A target can never take the event, for example because it is not there; the event is not tried again. */
export class UndeliverableError extends Error {}
