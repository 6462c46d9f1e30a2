import { expect, test } from 'vitest';
import type { Shape, StructureShape } from '../../../../local/aws/model/shape.ts';
import { parseFormTree } from '../../../../local/aws/query/form-tree.ts';
import { readQueryInput } from '../../../../local/aws/query/read-query-input.ts';

const structure = (members: Record<string, Shape>): StructureShape => ({
  type: 'structure',
  members: new Map(Object.entries(members)),
});
const string: Shape = { type: 'string' };
const shape = structure({
  Text: string,
  Flag: { type: 'boolean' },
  Count: { type: 'integer' },
  Value: { type: 'double' },
  Time: { type: 'timestamp' },
  Blob: { type: 'blob' },
  Names: { type: 'list', element: string },
  Numbers: { type: 'list', element: { type: 'double' } },
  Points: { type: 'list', element: structure({ Name: string, Values: { type: 'list', element: { type: 'double' } } }) },
  Labels: { type: 'map', value: string },
  Inner: structure({ Count: { type: 'integer' } }),
});
const readForm = (form: string) => readQueryInput(shape, parseFormTree(new URLSearchParams(form)));

const inputs: Record<string, [form: string, input: unknown]> = {
  'a text is decoded': ['Text=a%26b+c%C3%A9', { Text: 'a&b cé' }],
  'an empty text is a text': ['Text=', { Text: '' }],
  'booleans and numbers have their types': [
    'Flag=false&Count=-12&Value=1.5e-3',
    { Flag: false, Count: -12, Value: 0.0015 },
  ],
  'numbers may be named': ['Value=-Infinity', { Value: Number.NEGATIVE_INFINITY }],
  'a time is epoch seconds': ['Time=2026-11-21T03%3A00%3A00.250Z', { Time: 1_795_230_000.25 }],
  'a time without a zone is UTC': ['Time=2026-11-21T03:00:00', { Time: 1_795_230_000 }],
  'a time may have an offset': ['Time=2026-11-21T05:00:00%2B02:00', { Time: 1_795_230_000 }],
  'a date is its midnight': ['Time=2026-11-21', { Time: 1_795_219_200 }],
  'a blob stays in base64': ['Blob=AQI=', { Blob: 'AQI=' }],
  'a list is in the order of its numbers, whatever the order of the form': [
    'Names.member.10=c&Names.member.2=b&Names.member.1=a',
    { Names: ['a', 'b', 'c'] },
  ],
  'a list without a value is empty': ['Names=&Points=', { Names: [], Points: [] }],
  'lists are within structures within lists': [
    'Points.member.1.Name=x&Points.member.1.Values.member.1=1&Points.member.1.Values.member.2=2&Points.member.2.Name=y',
    { Points: [{ Name: 'x', Values: [1, 2] }, { Name: 'y' }] },
  ],
  'a map has entries of keys and values': [
    'Labels.entry.1.key=a&Labels.entry.1.value=1&Labels.entry.2.key=__proto__&Labels.entry.2.value=2',
    {
      Labels: Object.fromEntries([
        ['a', '1'],
        ['__proto__', '2'],
      ]),
    },
  ],
  'a number, boolean or time without a value is absent': ['Count=&Flag=&Time=', {}],
  'what the model does not know is left out': [
    'Action=A&Version=1&Unknown.member.1=x&Inner.Count=1&Inner.X=2',
    { Inner: { Count: 1 } },
  ],
  'members of Object are not members': ['__proto__.x=1&constructor=2&Inner.toString=1', { Inner: {} }],
};

test.each(Object.entries(inputs))('%s', (_, [form, input]) => {
  expect(readForm(form)).toEqual(input);
});

const refused: Record<string, [form: string, message: RegExp]> = {
  'an integer with a fraction': ['Count=1.5', /^The value 1\.5 of Count is not an integer\.$/],
  'a number in words': ['Numbers.member.1=1&Numbers.member.2=two', /two of Numbers\.member\.2 is not a number/],
  'a hexadecimal number': ['Value=0x10', /0x10 of Value/],
  'a boolean in words': ['Flag=yes', /yes of Flag is not true or false/],
  'a time in epoch seconds': ['Time=1795230000', /^timestamp must follow ISO8601: the value 1795230000 of Time/],
  'a time that does not exist': ['Time=2026-13-41T00:00:00Z', /timestamp must follow ISO8601/],
  'a list given as a text': ['Names=a', /Names is a list, not a value/],
  'a list without member': ['Names.1=a', /Names must be given as Names\.member\.N/],
  'a list with a text for a number': ['Names.member.one=a', /Key one of Names\.member/],
  'a list with a number of many digits': [`Names.member.${'9'.repeat(40)}=a`, /Key 9+ of Names\.member/],
  'a list and more': ['Names.member.1=a&Names.other=b', /Names must be given as/],
  'a map entry without a key': ['Labels.entry.1.value=a', /Labels\.entry\.1 must have a key and a value/],
  'a structure given as a text': ['Inner=a', /Inner is a structure, not a value/],
  'a text given as a structure': ['Text.member.1=a', /Start of structure or map found where not expected: Text/],
  'a parameter that is a value and a structure': ['Inner.Count=1&Inner=2', /both a value and a structure/],
  'a name of many parts': [`Inner${'.a'.repeat(40)}=1`, /nested too deeply/],
};

test.each(Object.entries(refused))('%s is a MalformedInput', (_, [form, message]) => {
  expect(() => readForm(form)).toThrow(
    expect.objectContaining({ queryCode: 'MalformedInput', statusCode: 400, message: expect.stringMatching(message) }),
  );
});
