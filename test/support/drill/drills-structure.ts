import { TOLD_BY } from './told.ts';

const MEASURED_CELLS = /^(\| [^|]+\| [^|]+\|).*$/;
const MEASURED_MINUTES = / after [\d.]+ min/;
const isTold = (line: string): boolean => line.startsWith('- ');

/** A line for each channel: what some channels tell later than others is told in two sentences. */
function byChannel(sentence: string): readonly string[] {
  const [told = '', channels = ''] = sentence.replace(MEASURED_MINUTES, '').split(', by ');
  const names = channels === 'every channel' ? TOLD_BY : channels.split(', ');
  return names.map((name) => `${told}, by ${name}`);
}

/** What a page of drills says but for what was measured, a line each; what a drill told in no order. */
export function drillsStructure(page: string): readonly string[] {
  return page.split('\n## ').flatMap((section) => {
    const lines = section.split('\n');
    const rest = lines.filter((line) => !isTold(line)).map((line) => line.replace(MEASURED_CELLS, '$1'));
    return [...rest, ...lines.filter(isTold).flatMap(byChannel).toSorted()];
  });
}
