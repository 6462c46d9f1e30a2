/** A line that a function wrote, parsed. */
export type OutputLine = Readonly<Record<string, unknown>>;

/** What was written while capturing. */
export type CapturedOutput = {
  /** All of it, as it was written. */
  text(): string;
  /** Canonical lines, and the EMF documents beside them. */
  canonical(): OutputLine[];
  /** The logger's lines. */
  logged(): OutputLine[];
  clear(): void;
  stop(): void;
};

const isCanonical = (line: OutputLine) => '_aws' in line || 'coldStart' in line;

/** Takes standard output and error over, as Lambda does; functions write JSON lines only. */
export function captureOutput(): CapturedOutput {
  const originals = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  let text = '';
  for (const { stream } of originals) {
    stream.write = (chunk: string | Uint8Array) => {
      text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    };
  }
  const lines = () => {
    const written = text.split('\n').filter((line) => line !== '');
    return written.map((line): OutputLine => JSON.parse(line));
  };
  return {
    text: () => text,
    canonical: () => lines().filter(isCanonical),
    logged: () => lines().filter((line) => !isCanonical(line)),
    clear() {
      text = '';
    },
    stop() {
      for (const { stream, write } of originals) stream.write = write;
    },
  };
}
