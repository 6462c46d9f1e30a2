/** What a link that acknowledges an incident holds. */
export type AcknowledgeLink = { incident: string; token: string };

/** Reads the part of an address behind its `#`, which no server sees; undefined when something of it is missing. */
export function readAcknowledgeLink(hash: string): AcknowledgeLink | undefined {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const [incident, token] = [parts.get('incident'), parts.get('token')];
  return incident && token ? { incident, token } : undefined;
}
