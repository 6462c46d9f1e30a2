import type { Document } from './segment-document.ts';

/** A document as text that fits into one datagram. */
type Fitted = { readonly document: Document; readonly text: string };

const bytesOf = (document: Document): number => Buffer.byteLength(JSON.stringify(document));

/** What a document can do without, should it be too large even alone. */
const DISPENSABLE = ['metadata', 'cause', 'annotations', 'aws'] as const;

function reduced(document: Document, limit: number): Fitted[] {
  const rest: Record<string, unknown> & { id: string } = { ...document };
  for (const member of DISPENSABLE) {
    if (bytesOf(rest) > limit) delete rest[member];
  }
  return bytesOf(rest) > limit ? [] : [{ document: rest, text: JSON.stringify(rest) }];
}

/** A subtree as a document of its own, below the one that it is taken out of. */
function apart(child: Document, { id, trace_id }: Document): Document {
  return { ...child, trace_id, parent_id: id, type: 'subsegment' };
}

/**
 * The document as one text, or as several of at most that many bytes: subtrees that do not fit are sent by themselves, the
 * largest first ("AWS X-Ray segment documents": a document has up to 64 KB).
 */
export function fitDocuments(document: Document, limit: number): Fitted[] {
  const text = JSON.stringify(document);
  if (Buffer.byteLength(text) <= limit) return [{ document, text }];
  const { subsegments = [], ...own } = document;
  if (subsegments.length === 0) return reduced(document, limit);
  const kept: Document[] = [];
  const sent: Document[] = [];
  let bytes = bytesOf(own) + '"subsegments":[],'.length;
  for (const child of subsegments.toSorted((a, b) => bytesOf(a) - bytesOf(b))) {
    bytes += bytesOf(child) + 1;
    (bytes <= limit ? kept : sent).push(child);
  }
  const trunk = kept.length > 0 ? { ...own, subsegments: kept } : own;
  return [...fitDocuments(trunk, limit), ...sent.flatMap((child) => fitDocuments(apart(child, document), limit))];
}
