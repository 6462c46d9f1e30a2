import { describe, expect, it } from 'vitest';
import { alarmsPage } from '../../docs/pages/alarms-page.ts';
import { scenarioCounts } from '../../docs/pages/scenario-counts.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';

const text = alarmsPage();
const headings = [...text.matchAll(/^### (.+)$/gm)].map(([, title = '']) => title);

/** A heading's anchor by GitHub's rules: small letters, digits and hyphens, a hyphen for each blank. */
const anchorOf = (title: string) => [...title.toLowerCase()].map((letter) => (letter === ' ' ? '-' : letter)).join('');

describe('docs/alarms.md', () => {
  it('has a section for every alarm, on metrics and on other alarms', () => {
    expect(headings.toSorted()).toEqual([...ALARMS, ...COMPOSITES].map(({ title }) => title).toSorted());
  });

  it('leads from every mention of an alarm to its section', () => {
    const anchors = new Set(headings.map((title) => anchorOf(title).replaceAll(/[^\p{L}\p{N}-]/gu, '')));
    const targets = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(headings.length);
    expect(targets.filter((target) => !anchors.has(target))).toEqual([]);
  });

  it('draws what silences what', () => {
    const silenced = COMPOSITES.filter(({ suppressor }) => suppressor !== undefined);
    expect(silenced.length).toBeGreaterThan(0);
    for (const { id, suppressor } of silenced) expect(text).toContain(`  ${suppressor?.id} -- silences --> ${id}\n`);
  });

  it('counts scenarios of every alarm that monitoring/ defines, and of no other', () => {
    expect([...scenarioCounts().keys()].toSorted()).toEqual([...ALARMS, ...COMPOSITES].map(({ id }) => id).toSorted());
  });
});
