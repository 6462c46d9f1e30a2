import '../../ui/table.css';
import type { ComponentChildren } from 'preact';
import type { Block, Inline } from './parse-markdown.ts';

type Words = {
  /** Where an emphasised name leads, if anywhere. */
  hrefOf: (name: string) => string | undefined;
  /** What stands for a fenced block. */
  code: (block: Extract<Block, { type: 'code' }>) => ComponentChildren;
};

function Part({ part, hrefOf }: { part: Inline; hrefOf: Words['hrefOf'] }) {
  switch (part.type) {
    case 'text':
      return <>{part.text}</>;
    case 'strong':
      return <strong>{part.text}</strong>;
    case 'code':
      return <code>{part.text}</code>;
    case 'emphasis': {
      const href = hrefOf(part.text);
      return href === undefined ? <em>{part.text}</em> : <a href={href}>{part.text}</a>;
    }
    case 'link':
      return <a href={part.href}>{part.text}</a>;
    default:
      return part satisfies never;
  }
}

function Line({ of, hrefOf }: { of: readonly Inline[]; hrefOf: Words['hrefOf'] }) {
  return (
    <>
      {of.map((part, index) => (
        <Part key={`${index} ${part.text}`} part={part} hrefOf={hrefOf} />
      ))}
    </>
  );
}

const plain = (line: readonly Inline[]): string => line.map(({ text }) => text).join('');

function TableBlock({ block, hrefOf }: { block: Extract<Block, { type: 'table' }>; hrefOf: Words['hrefOf'] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section class="table-scroll" tabIndex={0} aria-label={`Table: ${block.header.map(plain).join(', ')}`}>
      <table class="table">
        <thead>
          <tr>
            {block.header.map((cell, index) => (
              <th key={index} scope="col">
                <Line of={cell} hrefOf={hrefOf} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>
                  <Line of={cell} hrefOf={hrefOf} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The document's own heading is the page's; the rest stand below it. */
function Heading({ level, children }: { level: number; children: ComponentChildren }) {
  if (level <= 1) return <h2>{children}</h2>;
  return level === 2 ? <h3>{children}</h3> : <h4>{children}</h4>;
}

function BlockView({ block, hrefOf, code }: { block: Block } & Words) {
  switch (block.type) {
    case 'heading':
      return (
        <Heading level={block.level}>
          <Line of={block.content} hrefOf={hrefOf} />
        </Heading>
      );
    case 'paragraph':
      return (
        <p>
          <Line of={block.content} hrefOf={hrefOf} />
        </p>
      );
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Line of={item} hrefOf={hrefOf} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return <TableBlock block={block} hrefOf={hrefOf} />;
    case 'code':
      return <>{code(block)}</>;
    default:
      return block satisfies never;
  }
}

/** A document: elements made of its parts, never markup of its own. */
export function Markdown({ blocks, ...words }: { blocks: readonly Block[] } & Words) {
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} {...words} />
      ))}
    </>
  );
}
