/** A word of a name, as a search finds it: a run of one case, a capitalised word or a number. */
const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|[\p{Lo}\p{Lt}\p{Lm}]+/gu;
const CHUNK = /[\p{L}\p{N}]+/gu;

/**
 * The words of a name, with their case: split at capitals, at numbers and at everything that is neither letter nor digit
 * (User Guide "CloudWatch search expression syntax", Tokenization).
 */
export function nameWords(name: string): string[] {
  return name.match(WORD) ?? [];
}

/** The parts of a name between whatever is neither letter nor digit. */
export function nameChunks(name: string): string[] {
  return name.match(CHUNK) ?? [];
}
