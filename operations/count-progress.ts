const ERASED_LINE = '\r\u001b[2K';

/** Shows on a terminal how far something has come, in one line that lives; elsewhere nothing, as the end is told anyway. */
export type CountProgress = { readonly show: (text: string) => void; readonly end: () => void };

/** Text on standard error, which the result is not mixed with. */
export function countProgress(terminal: NodeJS.WriteStream = process.stderr): CountProgress {
  if (!terminal.isTTY) return { show() {}, end() {} };
  return {
    show: (text) => void terminal.write(`${ERASED_LINE}  ${text}`),
    end: () => void terminal.write(ERASED_LINE),
  };
}
