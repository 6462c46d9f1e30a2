import { describe, expect, test } from 'vitest';
import { arrived, begun, failed, type Held } from '../../../web/src/state/resource.ts';

const nothing: Held<string> = { key: 'a', resource: { status: 'loading' } };
const ready = arrived('a', 'data of a');
const broken = new Error('the network is gone');

describe('a first load', () => {
  test('gives the data when it arrives', () => {
    expect(arrived('a', 'data of a')).toEqual({
      key: 'a',
      resource: { status: 'ready', data: 'data of a', refreshing: false },
    });
  });
  test('gives the error when it fails', () => {
    expect(failed(begun(nothing, 'a'), 'a', broken)).toEqual({
      key: 'a',
      resource: { status: 'failed', error: broken },
    });
  });
  test('that failed is loading again when it is tried again', () => {
    expect(begun(failed(nothing, 'a', broken), 'a')).toEqual(nothing);
  });
});

describe('a refresh', () => {
  test('keeps the data while it is under way', () => {
    expect(begun(ready, 'a').resource).toEqual({ status: 'ready', data: 'data of a', refreshing: true });
  });
  test('keeps the data when it fails, and says why it failed, also while it is tried again', () => {
    const after = failed(begun(ready, 'a'), 'a', broken);
    expect(after.resource).toEqual({ status: 'ready', data: 'data of a', refreshing: false, error: broken });
    expect(begun(after, 'a').resource).toMatchObject({ status: 'ready', data: 'data of a', error: broken });
  });
  test('that works forgets the failure before it', () => {
    expect(arrived('a', 'newer')).toEqual({
      key: 'a',
      resource: { status: 'ready', data: 'newer', refreshing: false },
    });
  });
});

describe('another key', () => {
  test('leaves the old data under its own key until the new data arrives', () => {
    expect(begun(ready, 'b')).toEqual({
      key: 'a',
      resource: { status: 'ready', data: 'data of a', refreshing: true },
    });
  });
  test('whose load fails leaves nothing of the old data', () => {
    expect(failed(begun(ready, 'b'), 'b', broken)).toEqual({ key: 'b', resource: { status: 'failed', error: broken } });
  });
  test('given up for the first one finds its data still there', () => {
    expect(begun(begun(ready, 'b'), 'a')).toEqual(begun(ready, 'a'));
  });
});
