import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePlan } from './make-plan.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'smallcart-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function planOf(run: string, topLevel = '') {
  const config = path.join(folder, 'sst.config.ts');
  writeFileSync(
    config,
    `${topLevel}\nexport default $config({ app: () => ({ name: 'broken', home: 'aws' }), async run() { ${run} } });`,
  );
  return makePlan({ stage: 'dev', config });
}

describe('the plan', () => {
  it('holds what the program registers and returns', async () => {
    const plan = await planOf(`const topic = new aws.sns.Topic('News', { name: 'news' }); return { arn: topic.arn };`);
    expect(plan.resources.filter(({ type }) => type.startsWith('aws:'))).toMatchObject([
      { type: 'aws:sns/topic:Topic', name: 'News', inputs: { name: 'news' } },
    ]);
    expect(plan.outputs.arn).toBe('arn:aws:sns:us-east-1:123456789012:news');
  });
});

const broken: Readonly<Record<string, { run: string; topLevel?: string; says: RegExp }>> = {
  'an import outside run(), which SST forbids': {
    run: '',
    topLevel: "import './monitoring.ts';",
    says: /sst\.config\.ts must not import "\.\/monitoring\.ts" at the top level/,
  },
  'an error in run()': { run: "throw new Error('no such stage');", says: /no such stage/ },
  'an error once a value is known': {
    run: `new aws.sns.Topic('News').arn.apply(() => { throw new Error('too late'); });`,
    says: /too late/,
  },
  'a property that AWS requires and that is missing': {
    run: `new aws.sns.TopicPolicy('Policy', { arn: 'arn' } as never);`,
    says: /Missing required property 'policy'/,
  },
  'two resources of one name': {
    run: `new aws.sns.Topic('News'); new aws.sns.Topic('News');`,
    says: /Duplicate resource URN/,
  },
  'a value that never comes': {
    run: `new aws.sns.Topic('News', { name: new Promise(() => {}) as Promise<string> });`,
    says: /never settled/,
  },
  'a data source that has no fake': {
    run: 'await aws.s3.getBucket({ bucket: "b" });',
    says: /data source aws:s3\/getBucket:getBucket is not faked/,
  },
  'a file that does not exist': { run: "await import('./missing.ts');", says: /Could not resolve "\.\/missing\.ts"/ },
  'a component that does not exist': { run: "new sst.aws.Blockchain('B');", says: /Blockchain is not a constructor/ },
};

describe('planning fails, saying why, on', () => {
  it.each(Object.entries(broken))('%s', async (_sentence, { run, topLevel, says }) => {
    await expect(planOf(run, topLevel)).rejects.toThrow(says);
  });
});
