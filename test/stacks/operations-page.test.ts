import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { PROJECT } from './project.ts';
import { ofType } from './select.ts';

const plan = inject('production');
const page = readFileSync(path.join(PROJECT, 'docs/operations.md'), 'utf8');
const settings = ['stacks/settings.ts', 'settings/read-stage-settings.ts']
  .map((file) => readFileSync(path.join(PROJECT, file), 'utf8'))
  .join('\n');
const secrets = plan.resources.filter(({ type }) => type === 'sst:sst:Secret').map(({ name }) => name);

describe('docs/operations.md', () => {
  it('explains every setting that the stacks read', () => {
    // Variables are taken apart by name (`ALARM_EMAIL: alarmEmail`) or compared (`PREBUILT === '1'`).
    const names = settings.match(/\b[A-Z]+(?:_[A-Z]+)*(?=: [a-z]| ===)/g) ?? [];
    expect(names).toContain('ALARM_EMAIL');
    for (const name of names) expect(page).toContain(`| \`${name}\` |`);
  });

  it('shows how to make every secret that the stacks ask for', () => {
    expect([...secrets].sort()).toEqual(['MetricsToken', 'PseudonymKey']);
    for (const name of secrets) expect(page).toContain(`\`${name}\``);
    expect(page).toContain('\n.ci/make-secrets production\n');
  });

  it('gives no secret as an argument, which every process may read', () => {
    expect(page).not.toMatch(/sst secret set/);
  });

  it('names only resources that are deployed', () => {
    const named = page.match(/smallcart-(?:production|<stage>)-[a-z-]+[a-z]/g) ?? [];
    const deployed = plan.resources.map(({ inputs }) => inputs.name).filter((name) => typeof name === 'string');
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(deployed).toContain(name.replace('<stage>', 'production'));
  });

  it('says how many topics have to be confirmed', () => {
    const mailed = ofType(plan, 'sns/topicSubscription:TopicSubscription').filter(
      ({ inputs }) => inputs.protocol === 'email',
    );
    expect(mailed).toHaveLength(3);
    expect(page).toMatch(/three messages .*one each for critical, warning and info/);
  });
});
