declare module 'parse-prometheus-text-format' {
  type Sample = { readonly labels?: Readonly<Record<string, string>>; readonly value: string };
  type Family = {
    readonly name: string;
    readonly help: string;
    readonly type: string;
    readonly metrics: readonly Sample[];
  };
  /** Families of Prometheus's text exposition format; throws InvalidLineError for a line that is none of it. */
  function parse(text: string): readonly Family[];

  export { parse as default };
}
