/** The members of SNS's message that say what was published, as "HTTP/HTTPS notification JSON format" names them. */
export type SnsMessage = {
  readonly MessageId: string;
  readonly TopicArn: string;
  /** ISO 8601. */
  readonly Timestamp: string;
  readonly Subject: string | undefined;
  readonly Message: string;
};

/** The members of the JSON object that a text is; none when it is anything else. */
export function membersOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The message that SNS put into a queue message's body; undefined for any other body. */
export function parseSnsMessage(body: string): SnsMessage | undefined {
  const { MessageId, TopicArn, Timestamp, Subject, Message } = membersOf(body);
  if (typeof MessageId !== 'string' || MessageId === '' || typeof TopicArn !== 'string') return undefined;
  if (typeof Timestamp !== 'string' || Number.isNaN(Date.parse(Timestamp))) return undefined;
  if (typeof Message !== 'string') return undefined;
  return { MessageId, TopicArn, Timestamp, Message, Subject: typeof Subject === 'string' ? Subject : undefined };
}
