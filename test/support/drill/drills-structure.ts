const MEASURED_CELLS = /^(\| [^|]+\| [^|]+\|).*$/;
const MEASURED_MINUTES = / after [\d.]+ min/;

/** What a page of drills says but for what was measured, a line each; what a drill told in no order. */
export function drillsStructure(page: string): readonly string[] {
  return page.split('\n## ').flatMap((section) => {
    const lines = section.split('\n').map((line) => line.replace(MEASURED_MINUTES, ''));
    const told = lines.filter((line) => line.startsWith('- ')).toSorted();
    const rest = lines.filter((line) => !line.startsWith('- ')).map((line) => line.replace(MEASURED_CELLS, '$1'));
    return [...rest, ...told];
  });
}
