import fc from 'fast-check';

/** Something done to bytes at a place, given as a part of the whole. */
type Mutation = {
  readonly kind: 'flip' | 'drop' | 'repeat' | 'insert' | 'cut';
  readonly at: number;
  readonly size: number;
};

const inserted = [
  '\0',
  '\r\n',
  '%',
  '{',
  '[',
  '"',
  '.member.1',
  '999999999999999999999',
  '\u00ff\u00fe',
  '\u009f',
  '\u00fb',
  '&=',
  'gzip',
];

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('flip', 'flip', 'drop', 'repeat', 'insert', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.nat({ max: 255 }),
});

/** Bytes that were changed in one to four places. */
export function mutated(bytes: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  return fc
    .tuple(bytes, fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([original, mutations]) => mutations.reduce(mutate, original));
}

function mutate(bytes: Buffer, { kind, at, size }: Mutation): Buffer {
  const place = Math.floor(at * bytes.length);
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  switch (kind) {
    case 'flip':
      return Buffer.concat([before, Buffer.from([(after[0] ?? 0) ^ (size || 1)]), after.subarray(1)]);
    case 'drop':
      return Buffer.concat([before, after.subarray(size % 16)]);
    case 'repeat':
      return Buffer.concat([before, ...Array.from({ length: size }, () => after.subarray(0, 8)), after]);
    case 'insert':
      return Buffer.concat([before, Buffer.from(inserted[size % inserted.length] ?? '', 'latin1'), after]);
    case 'cut':
      return before;
    default:
      return kind satisfies never;
  }
}
