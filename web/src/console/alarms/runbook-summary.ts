import type { Block } from '../runbook/parse-markdown.ts';

/** How the parts of a runbook begin that whoever looks at its alarm reads first. */
const FIRST = ['Meaning.', 'First look.'];

/** The paragraphs of a runbook that say what its alarm means and where to look first. */
export function runbookSummary(blocks: readonly Block[]): Block[] {
  return blocks.filter((block) => {
    if (block.type !== 'paragraph') return false;
    const [first] = block.content;
    return first?.type === 'strong' && FIRST.includes(first.text);
  });
}
