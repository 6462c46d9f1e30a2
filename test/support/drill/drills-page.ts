import { table } from '../../../docs/pages/markdown.ts';
import { drillRows, toldSentences } from './drill-table.ts';
import type { DrillVerdict } from './drill-verdict.ts';
import { UNDRILLED } from './drills.ts';
import { EVERY_ALARM } from './expected-alarms.ts';

const NOTE = '<!-- Written by `npm run drill`. -->';
const ABOUT = `Each fault was switched on in a running shop that was well and had visitors, and off again. It raised exactly these alarms, each within its promise and once; no other alarm changed its state, then or since the drill before, but halves of burn rates, which tell nobody; none was over before the fault unless what it tells of ended, and all returned. People were told these things and nothing else, once by each channel, and when they were due. Minutes are virtual: _detected_ counts from the moment the fault began, _resolved_ from the moment it ended. An alarm that resolves _later_ looks at hours and tells nobody.`;

function section(verdict: DrillVerdict): string {
  const told = toldSentences(verdict);
  return [
    `## ${verdict.name}`,
    `On for ${verdict.minutes} minutes${verdict.drill.settings ? `, with \`${JSON.stringify(verdict.drill.settings)}\`` : ''}.`,
    table(
      ['alarm', 'promised', 'detected', 'resolved'],
      drillRows(verdict).map(({ alarm, promised, detected, resolved }) => [alarm, promised, detected, resolved]),
    ),
    told.length === 0 ? 'Nobody was told.' : told.map((sentence) => `- ${sentence}`).join('\n'),
  ].join('\n\n');
}

/** docs/drills.md */
export function drillsPage(verdicts: readonly DrillVerdict[]): string {
  const undrilled = EVERY_ALARM.flatMap(({ id, undrilled: reason }) => (reason === undefined ? [] : [[id, reason]]));
  const parts = [
    ...[NOTE, '# Drills', ABOUT],
    ...verdicts.map(section),
    ...[
      '## Alarms that no fault can raise in a drill',
      'Their scenarios prove them.',
      table(['alarm', 'why'], undrilled),
      '## Faults without a drill',
      table(['fault', 'why'], Object.entries(UNDRILLED)),
    ],
  ];
  return `${parts.join('\n\n')}\n`;
}
