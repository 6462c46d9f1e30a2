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
    const names = settings.match(/\b[A-Z]+(?:_[A-Z]+)*(?=: \w+(?:,| \})| ===)/g) ?? [];
    expect(names).toContain('ALARM_EMAIL');
    for (const name of names) expect(page).toContain(`| \`${name}\` |`);
  });

  it('shows how to make every secret that the stacks ask for', () => {
    expect([...secrets].sort()).toEqual(['Channels', 'LinkKey', 'MetricsToken', 'PseudonymKey']);
    for (const name of secrets) expect(page).toContain(`\`${name}\``);
    expect(page).toContain('\n.ci/make-secrets production\n');
  });

  it('gives no secret as an argument, which every process may read', () => {
    expect(page).not.toMatch(/sst secret set \w+ (?!--stage \w+ <)/);
  });

  it('names only resources that are deployed', () => {
    const named = page.match(/smallcart-(?:production|<stage>)-[a-z-]+[a-z]/g) ?? [];
    const deployed = plan.resources.map(({ inputs }) => inputs.name).filter((name) => typeof name === 'string');
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(deployed).toContain(name.replace('<stage>', 'production'));
  });

  it('says who has to confirm to be mailed', () => {
    const mails = (of: typeof plan) =>
      ofType(of, 'sns/topicSubscription:TopicSubscription').filter(({ inputs }) => inputs.protocol === 'email');
    expect([mails(plan).length, mails(inject('everything')).length]).toEqual([1, 2]);
    expect(page).toMatch(/`ALARM_EMAIL`, and `ESCALATION_EMAIL` if there is one, a message .* each/);
  });
});
