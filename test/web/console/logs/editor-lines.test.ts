import { describe, expect, it } from 'vitest';
import { editorLines, lineAndCharacter } from '../../../../web/src/console/logs/editor-lines.ts';

const wrongOf = (text: string, start: number, end: number) =>
  editorLines(text, { start, end }).map((line) => line.flatMap((piece) => (piece.wrong ? piece.text : [])));

describe('what is wrong is marked', () => {
  const text = 'filter level = "ERROR"\n| srot @timestamp';
  it.each([
    ['as one word', 25, 29, [[], ['srot']]],
    ['within a word', 26, 27, [[], ['r']]],
    ['over two lines', 20, 26, [['R"'], ['|', ' ', 's']]],
    ['at the end, where nothing is', 40, 41, [[], ['p']]],
    ['at least as one character', 7, 7, [['l'], []]],
  ])('%s', (_, start, end, expected) => {
    expect(wrongOf(text, start, end)).toEqual(expected);
  });
});

it('lines keep every character, empty lines as well', () => {
  const text = '\nfields a # b\n\n| limit 5\n';
  const drawn = editorLines(text).map((line) => line.map((piece) => piece.text).join(''));
  expect(drawn.join('\n')).toBe(text);
});

it.each([
  [0, { line: 1, character: 1 }],
  [3, { line: 2, character: 1 }],
  [5, { line: 2, character: 3 }],
])('character %i of a text is found by line and character', (at, place) => {
  expect(lineAndCharacter('ab\ncde', at)).toEqual(place);
});
