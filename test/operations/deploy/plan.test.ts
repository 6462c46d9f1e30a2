import { describe, expect, test } from 'vitest';
import { Interruption } from '../../../operations/deploy/interruption.ts';
import { makePlan, type PlanPorts } from '../../../operations/deploy/make-plan.ts';
import { planText } from '../../../operations/deploy/plan-text.ts';
import type { Change } from '../../../operations/deploy/target.ts';
import { OperatorError } from '../../../operations/operator-error.ts';
import { deployedStage, FORMER, REQUEST } from '../../support/deployed-stage.ts';

const CHANGES: readonly Change[] = [
  { action: 'change', type: 'Function', name: 'smallcart-local-cart' },
  { action: 'add', type: 'Alarm', name: 'smallcart-local-low-stock' },
  { action: 'change', type: 'Function', name: 'smallcart-local-catalog', versionAlone: true },
  { action: 'change', type: 'Function', name: 'smallcart-local-checkout', versionAlone: true },
  { action: 'change', type: 'Dashboard', name: 'smallcart-local-overview' },
];
const line = (item: string, dollars: number) => ({ item, quantity: '1', dollars });

/** Ports over a stage in memory; its folders are those of the deployment and of the release that serves. */
function planPorts(otherwise: Partial<PlanPorts> = {}) {
  const stage = deployedStage();
  const { target, commands, progress, interruption, checkoutOf } = stage.ports;
  const ports: PlanPorts = {
    target: { ...target, plan: async () => CHANGES },
    ...{ progress, interruption, ...(commands === undefined ? {} : { commands }) },
    checkout: checkoutOf('new'),
    formerCheckout: checkoutOf('former'),
    bill: async (folder) =>
      folder.endsWith('new') ? [line('Alarms', 4), line('AWS WAF', 8)] : [line('Alarms', 3.5), line('Logs', 0.25)],
    ...otherwise,
  };
  return { stage, ports };
}

describe('a plan', () => {
  test('tells what would be added, changed and removed, and the bill with the lines that differ', async () => {
    const { ports, stage } = planPorts();
    expect(planText(await makePlan(ports, REQUEST))).toBe(
      [
        'Plan for 0123456789ab on stage local in place of f0f0f0f0f0f0; nothing has been changed.',
        '',
        'Added: 1',
        '  Alarm  smallcart-local-low-stock',
        'Changed: 4',
        '  2 functions, by the version alone',
        '  Dashboard  smallcart-local-overview',
        '  Function  smallcart-local-cart',
        'Removed: nothing',
        '',
        'Monthly bill: $3.75 → $12.00 (+$8.25)',
        '  Alarms  $3.50 → $4.00',
        '  AWS WAF  $0.00 → $8.00',
        '  Logs  $0.25 → $0.00',
      ].join('\n'),
    );
    expect(stage.points).toEqual(['add', 'install', 'build', 'add']);
    expect(stage.state).toEqual({ shares: { 7: 1 }, resources: FORMER.version, folders: [] });
  });

  test('of a first deployment has a bill that begins with nothing', async () => {
    const { ports } = planPorts();
    const live = async () => undefined;
    const text = planText(await makePlan({ ...ports, target: { ...ports.target, live } }, REQUEST));
    expect(text).toMatch(/^Plan for 0123456789ab on stage local; /);
    expect(text).toMatch(/^Monthly bill: \$0\.00 → \$12\.00 \(\+\$12\.00\)$/m);
  });

  test('says that a bill is unknown whose release is not at hand', async () => {
    const { ports } = planPorts();
    const add = async () => Promise.reject(new OperatorError('There is no such commit.'));
    const plan = await makePlan({ ...ports, formerCheckout: { ...ports.formerCheckout, add } }, REQUEST);
    expect(planText(plan)).toMatch(/Monthly bill: unknown → \$12\.00$/);
  });

  test.each<[string, number, number, string]>([
    ['dearer', 1, 1.5, '(+$0.50)'],
    ['cheaper', 1.5, 1, '(-$0.50)'],
    ['the same to the cent', 1, 1.004, '(no change)'],
  ])('says by how much the month becomes %s', (_, before, after, words) => {
    const plan = { version: 'a', stage: 'b', previousVersion: 'c', changes: [], bill: { before, after, lines: [] } };
    expect(planText(plan).endsWith(words)).toBe(true);
  });

  test('that cannot be made shows what failed, and leaves no folder', async () => {
    const { ports, stage } = planPorts();
    const plan = async () => Promise.reject(new OperatorError('SST refused it.'));
    await expect(makePlan({ ...ports, target: { ...ports.target, plan } }, REQUEST)).rejects.toThrow('SST refused it.');
    expect(stage.said.at(-1)).toBe('plan failed');
    expect(stage.state.folders).toEqual([]);
  });

  test.each(['install', 'build'] as const)('that is interrupted at %s leaves no folder', async (point) => {
    const stage = deployedStage({ [point]: (at: typeof stage) => at.interrupt() });
    const { ports } = planPorts();
    const { commands, interruption, checkoutOf } = stage.ports;
    const plan = makePlan(
      { ...ports, ...(commands && { commands }), interruption, checkout: checkoutOf('new') },
      REQUEST,
    );
    await expect(plan).rejects.toBeInstanceOf(Interruption);
    expect(stage.state.folders).toEqual([]);
  });
});
