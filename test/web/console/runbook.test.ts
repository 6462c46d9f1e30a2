import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { parseInline, parseMarkdown } from '../../../web/src/console/runbook/parse-markdown.ts';
import { QueryBlock } from '../../../web/src/console/runbook/query-block.tsx';
import { queryHref, queryTitle, runbookQuery } from '../../../web/src/console/runbook/runbook-query.ts';
import { RUNBOOK_NAMES, runbookHref, runbookLoader } from '../../../web/src/console/runbook/runbook-texts.ts';

const FOLDER = 'monitoring/runbooks';
const FILES = readdirSync(FOLDER);
const text = (words: string) => ({ type: 'text', text: words });

describe('a line has', () => {
  const cases: Record<string, [line: string, parts: object[]]> = {
    'strong words': ['**Meaning.** Down.', [{ type: 'strong', text: 'Meaning.' }, text(' Down.')]],
    'names, but no part of a word is one': [
      'see _High latency_, not snake_case_names',
      [text('see '), { type: 'emphasis', text: 'High latency' }, text(', not snake_case_names')],
    ],
    'code, in which nothing else counts': ['`a_b_ **c**`', [{ type: 'code', text: 'a_b_ **c**' }]],
    'links to pages': ['[AWS](https://aws.example/x)', [{ type: 'link', text: 'AWS', href: 'https://aws.example/x' }]],
    'links on the site': ['[Alarms](/ops/alarms)', [{ type: 'link', text: 'Alarms', href: '/ops/alarms' }]],
    'no link to another site that looks like one of this': ['[x](/\\\\evil.example)', [text('x')]],
    'no link to a script': ['[x](javascript:alert)', [text('x')]],
    'no link to another site without its scheme': ['[x](//evil.example)', [text('x')]],
    'markup as text': ['<b onclick=x>', [text('<b onclick=x>')]],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [line, parts]) => expect(parseInline(line)).toEqual(parts));
});

describe('a document has', () => {
  const line = (words: string) => [text(words)];
  const cases: Record<string, [document: string, blocks: object[]]> = {
    'headings and paragraphs of several lines': [
      '# Title\n\nOne\ntwo.\n\nThree.',
      [
        { type: 'heading', level: 1, content: line('Title') },
        { type: 'paragraph', content: line('One two.') },
        { type: 'paragraph', content: line('Three.') },
      ],
    ],
    'tables, with bars in cells': [
      '| a | b |\n| - | -: |\n| 1 | x \\| y |\nafter',
      [
        { type: 'table', header: [line('a'), line('b')], rows: [[line('1'), line('x | y')]] },
        { type: 'paragraph', content: line('after') },
      ],
    ],
    'fenced blocks, in which nothing counts': [
      '```logs-filter catalog cart\n# no heading\n\n| no table |\n```\nafter',
      [
        { type: 'code', language: 'logs-filter', info: 'catalog cart', text: '# no heading\n\n| no table |' },
        { type: 'paragraph', content: line('after') },
      ],
    ],
    'a fence that nobody closes': ['```x\nrest', [{ type: 'code', language: 'x', info: '', text: 'rest' }]],
    lists: [
      '1. one\n2. two\n   goes on\n\n- three',
      [
        { type: 'list', ordered: true, items: [line('one'), line('two goes on')] },
        { type: 'list', ordered: false, items: [line('three')] },
      ],
    ],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [document, blocks]) =>
    expect(parseMarkdown(document)).toEqual(blocks),
  );

  test('an end, whatever it holds', () => {
    const parts = fc.constantFrom(
      '#',
      '# ',
      '|',
      '- ',
      '1. ',
      '```',
      '\n',
      '\n\n',
      '_',
      '**',
      '`',
      '[',
      '](',
      ')',
      'x',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (all) => {
        const blocks = parseMarkdown(all.join(''));
        expect(JSON.stringify(blocks).split('x').length).toBeGreaterThanOrEqual(1);
        expect(blocks.length).toBeLessThanOrEqual(all.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('every runbook', () => {
  test('is among those that the console shows', () => {
    expect(RUNBOOK_NAMES).toEqual(FILES.map((file) => file.replace('.md', '')).sort());
  });

  test.each(FILES)('%s is shown whole, and its queries can be run', async (file) => {
    const source = readFileSync(`${FOLDER}/${file}`, 'utf8');
    expect(await runbookLoader(file.replace('.md', ''))?.()).toBe(source);
    const blocks = parseMarkdown(source);
    const code = blocks.filter((block) => block.type === 'code');
    expect(code.length).toBe(source.split('\n').filter((each) => /^```\S/.test(each)).length);
    expect(code.map((block) => runbookQuery(block, 'dev')?.text.includes('<stage>'))).not.toContain(undefined);
    const rest = JSON.stringify(blocks.filter((block) => block.type !== 'code'));
    expect(rest).not.toMatch(/\*\*|```|\]\(|\| ?-{3}/);
  });

  test('has an address, with the time that the reader looks at', () => {
    expect(runbookHref('high-latency.md')).toBe('/ops/runbooks/high-latency');
    expect(runbookHref('a b.md', new URLSearchParams({ from: 'x' }))).toBe('/ops/runbooks/a%20b?from=x');
    expect(runbookLoader('nothing')).toBeUndefined();
  });
});

describe('a query of a runbook', () => {
  const look = new URLSearchParams({ from: '2026-11-21T10:00Z', to: '2026-11-21T11:00Z' });
  const cases: Record<string, [language: string, title: string, path: string, query: object]> = {
    'for log lines': [
      'logs-filter',
      'Log lines of catalog, cart',
      '/ops/logs',
      { functions: 'catalog,cart', filter: 'a dev b' },
    ],
    'for traces': ['xray-filter', 'Traces', '/ops/traces', { filter: 'a dev b' }],
    'for metrics': ['metric-math', 'Metrics', '/ops/metrics', { expression: 'a dev b' }],
  };
  test.each(Object.entries(cases))(
    '%s is of the stage and runs for the time',
    (_what, [language, title, path, asked]) => {
      const query = runbookQuery({ language, info: 'catalog cart', text: 'a <stage> b' }, 'dev');
      if (query === undefined) throw new Error('That is a query.');
      const url = new URL(queryHref(query, look) ?? '', 'https://shop.example');
      expect([queryTitle(query), url.pathname]).toEqual([title, path]);
      expect(Object.fromEntries(url.searchParams)).toEqual({ ...Object.fromEntries(look), ...asked });
    },
  );

  test('leads nowhere as long as the stage is not known, if it needs one', () => {
    const markup = (text: string) => {
      const query = runbookQuery({ language: 'xray-filter', info: '', text }, undefined);
      if (query === undefined) throw new Error('That is a query.');
      return renderToString(h(QueryBlock, { query, look }));
    };
    expect(markup('a <stage> b')).not.toContain('href');
    expect(markup('a <stage> b')).toMatch(/<button[^>]* aria-disabled="true"[^>]*>Run</);
    expect(markup('fault = true')).toContain('href="/ops/traces');
  });

  test('is not every block', () =>
    expect(runbookQuery({ language: 'sh', info: '', text: 'x' }, 'dev')).toBeUndefined());
});
