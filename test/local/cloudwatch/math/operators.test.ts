import { expect, it } from 'vitest';
import { MathError } from '../../../../local/cloudwatch/math/math-error.ts';
import { applyOperator } from '../../../../local/cloudwatch/math/operators.ts';
import type { MathValue, TimeSeries } from '../../../../local/cloudwatch/math/value.ts';
import { createWorkBudget } from '../../../../local/cloudwatch/queries/work-budget.ts';

const timestamps = Array.from({ length: 1000 }, (_, index) => index * 60_000);
const long: TimeSeries = { label: 'long', period: 60_000, timestamps, values: timestamps };
const empty: TimeSeries = { ...long, label: 'empty', timestamps: [], values: [] };
const members = (count: number): MathValue => ({ type: 'array', members: Array(count).fill(empty) });

it('takes the work of joining an array with a series from what the request may do, whatever the members hold', () => {
  const spent: number[] = [];
  applyOperator('+', members(3), { type: 'series', series: long }, (steps) => void spent.push(steps));
  applyOperator('+', { type: 'series', series: long }, members(2), (steps) => void spent.push(steps));
  expect(spent).toEqual([1000, 1000, 1000, 1000, 1000]);
});

it('joins no further series when the work is used up', () => {
  const { spend } = createWorkBudget();
  expect(() => applyOperator('+', members(1_000_000), { type: 'series', series: long }, spend)).toThrow(MathError);
});
