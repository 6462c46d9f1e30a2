import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { expectedVerdict } from '../support/drill/drill-verdict.ts';
import { DRILLS } from '../support/drill/drills.ts';
import { drillsPage } from '../support/drill/drills-page.ts';
import { drillsStructure } from '../support/drill/drills-structure.ts';

it('docs/drills.md has each drill with all alarms that it raises and all that it tells, as they are defined now (npm run drill)', () => {
  const written = readFileSync('docs/drills.md', 'utf8');
  expect(drillsStructure(written)).toEqual(drillsStructure(drillsPage(DRILLS.map(expectedVerdict))));
});
