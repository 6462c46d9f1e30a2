import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MathError } from '../../../../local/cloudwatch/math/math-error.ts';
import type { MetricIdentity } from '../../../../local/cloudwatch/metrics/metric-identity.ts';
import { matchesSearch } from '../../../../local/cloudwatch/search/matches-search.ts';
import { nameWords } from '../../../../local/cloudwatch/search/name-words.ts';
import { parseSearch } from '../../../../local/cloudwatch/search/parse-search.ts';

const ACCOUNT = '000000000000';

const metric = (namespace: string, name: string, dimensions: Record<string, string> = {}): MetricIdentity => ({
  namespace,
  name,
  dimensions,
});
const finds = (search: string, identity: MetricIdentity): boolean =>
  matchesSearch(parseSearch(search), identity, ACCOUNT);

describe('the tokens of "CloudWatch search expression syntax"', () => {
  it.each([
    ['CustomCount1', ['Custom', 'Count', '1']],
    ['SDBFailure', ['SDB', 'Failure']],
    ['Project2-trial333', ['Project', '2', 'trial', '333']],
    ['Network-Errors_2', ['Network', 'Errors', '2']],
    ['couNT', ['cou', 'NT']],
    ['', []],
  ])('%s', (name, words) => {
    expect(nameWords(name)).toEqual(words);
  });
});

describe('partial matches', () => {
  const found = (term: string, name: string): boolean => finds(term, metric('Shop', name));

  it.each(['count', 'Count', 'COUNT', 'custom', '1', 'CustomCount', 'Count1', 'CustomCount1', 'customcount1'])(
    '%s finds CustomCount1',
    (term) => {
      expect(found(term, 'CustomCount1')).toBe(true);
    },
  );

  it.each(['couNT', 'customcount', 'count1', 'Coun', 'CountCustom'])('%s does not find CustomCount1', (term) => {
    expect(found(term, 'CustomCount1')).toBe(false);
  });

  it.each(['network/errors', 'network+errors', 'network-errors', 'Network_Errors'])(
    '%s finds Network-Errors-2 and NetworkErrors2',
    (term) => {
      expect(found(term, 'Network-Errors-2')).toBe(true);
      expect(found(term, 'NetworkErrors2')).toBe(true);
      expect(found(term, 'NetworkOfErrors')).toBe(false);
    },
  );

  it('looks into namespace, dimension names and dimension values', () => {
    const errors = metric('AWS/Lambda', 'Errors', { FunctionName: 'ProjectA-checkout' });
    for (const term of ['Lambda', 'function', 'ProjectA', 'checkout']) expect(finds(term, errors)).toBe(true);
    expect(finds('payment', errors)).toBe(false);
  });
});

describe('exact matches', () => {
  it('find the very text as a name, a value or a namespace', () => {
    expect(finds('"CustomCount1"', metric('Shop', 'CustomCount1'))).toBe(true);
    expect(finds('"CustomCount1"', metric('Shop', 'a', { Kind: 'CustomCount1' }))).toBe(true);
    expect(finds('"CustomCount1"', metric('Shop', 'a', { CustomCount1: 'b' }))).toBe(true);
    expect(finds('"customcount1"', metric('Shop', 'CustomCount1'))).toBe(false);
    expect(finds('"Custom"', metric('Shop', 'CustomCount1'))).toBe(false);
    expect(finds('"Network_Errors_2"', metric('Shop', 'Network-Errors-2'))).toBe(false);
  });

  it('undo the escapes of quotes, backslashes and parentheses', () => {
    const traffic = metric('Shop', 'Europe\\France Traffic(Network)');
    expect(finds(String.raw`"Europe\\France Traffic\(Network\)"`, traffic)).toBe(true);
    expect(finds(String.raw`"a\"b"`, metric('Shop', 'a"b'))).toBe(true);
    expect(finds('"Custom:Name[Special_Characters"', metric('Shop', 'Custom:Name[Special_Characters'))).toBe(true);
  });
});

describe('a metric schema', () => {
  const byInstance = metric('AWS/EC2', 'CPUUtilization', { InstanceId: 'i-1' });

  it.each([
    ['the namespace and exactly the dimension names', '{AWS/EC2,InstanceId}', true],
    ['the namespace alone: metrics without dimensions', '{AWS/EC2}', false],
    ['another dimension name', '{AWS/EC2,InstanceType}', false],
    ['more dimension names than the metric has', '{AWS/EC2,InstanceId,InstanceType}', false],
    ['another namespace', '{AWS/ECS,InstanceId}', false],
    ['a comma after the schema', '{AWS/EC2, InstanceId}, MetricName="CPUUtilization"', true],
    ['a term that is not met', '{AWS/EC2, InstanceId} NetworkIn', false],
  ])('%s', (_, search, expected) => {
    expect(finds(search, byInstance)).toBe(expected);
  });

  it('quotes names with spaces and other characters', () => {
    const custom = metric('My Namespace', 'ErrorCount', { 'Dimension@Name': 'x' });
    expect(finds('{"My Namespace", "Dimension@Name"}, ErrorCount ', custom)).toBe(true);
    expect(finds('{"AWS/EC2"}', metric('AWS/EC2', 'CPUUtilization'))).toBe(true);
  });

  it('takes the order of dimension names as it comes', () => {
    expect(finds('{Shop,b,a}', metric('Shop', 'x', { a: '1', b: '2' }))).toBe(true);
  });
});

describe('property names', () => {
  const micro = metric('AWS/EC2', 'CPUUtilization', { InstanceType: 't2.micro' });

  it.each([
    ['MetricName="CPUUtilization"', true],
    ['MetricName=utilization', true],
    ['MetricName=micro', false],
    ['InstanceType=micro', true],
    ['InstanceType="micro"', false],
    ['InstanceType="t2.micro" Namespace="AWS/EC2"', true],
    ['Namespace=AWS', true],
    ['InstanceId=micro', false],
    ['"InstanceType" = "t2.micro"', true],
    [":aws.AccountId = 'LOCAL'", true],
    [`:aws.AccountId = "${ACCOUNT}"`, true],
    [':aws.AccountId = 444455556666', false],
    ['constructor=micro', false],
  ])('%s', (search, expected) => {
    expect(finds(search, micro)).toBe(expected);
  });
});

describe('boolean operators', () => {
  const packets = metric('AWS/EC2', 'NetworkPackets', { InstanceId: 'i-1234567890123456' });

  it.each([
    ['network AND packets', true],
    ['network packets', true],
    ['network and packets', false],
    ['network disk', false],
    ['disk OR network', true],
    ['network NOT i-1234567890123456', false],
    ['network NOT i-9', true],
    ['NOT Namespace=AWS', false],
    ['NOT Namespace=Shop', true],
    ['NOT NOT network', true],
    ['NOT "ProjectA" NOT "ProjectB"', true],
    ['(EC2 OR EBS) AND MetricName=NetworkPackets', true],
    ['(EC2 OR EBS) MetricName=ReadOps', false],
    ['disk OR network packets', true],
    ['(disk OR network) disk', false],
    ['network OR disk disk', true],
    ['{AWS/EC2,InstanceId} MetricName="Errors" OR (MetricName="NetworkPackets" AND (i-9 OR i-1234567890123456))', true],
    ['"NOT"', false],
  ])('%s', (search, expected) => {
    expect(finds(search, packets)).toBe(expected);
  });
});

describe('errors name position and cause', () => {
  it.each([
    ['', 'the search holds neither a metric schema nor a search term (at character 1)'],
    ['{', 'expected a namespace but found the end of the search (at character 2)'],
    ['{AWS/EC2', "expected ',' or '}' but found the end of the search (at character 9)"],
    ['{AWS/EC2,}', "expected a dimension name but found '}' (at character 10)"],
    ['{My Namespace}', 'a name with spaces must be in double quotes (at character 2)'],
    ['(a', "expected ')' but found the end of the search (at character 3)"],
    ['a)', "expected a search term but found ')' (at character 2)"],
    ['a AND', 'expected a search term but found the end of the search (at character 6)'],
    ['OR a', "expected a search term but found 'OR' (at character 1)"],
    ['a {b}', "expected a search term but found '{' (at character 3)"],
    ['MetricName=', 'expected a value but found the end of the search (at character 12)'],
    ['a "b', 'the quoted text of the search is not closed (at character 3)'],
    ['a --', "'--' has no letter and no digit to search for (at character 3)"],
    ['a'.repeat(1025), 'the search is longer than 1024 characters (at character 1025)'],
    [`${'('.repeat(500)}a`, 'the search is nested more than 100 deep (at character 101)'],
    ['NOT '.repeat(200), 'the search is nested more than 100 deep (at character 401)'],
  ])('%s', (search, message) => {
    expect(() => parseSearch(search)).toThrow(new MathError(message.replace(/ \(at.*$/, ''), positionIn(message)));
  });

  function positionIn(message: string): number {
    return Number(/character (\d+)\)$/.exec(message)?.[1]) - 1;
  }

  it('is a MathError for any text that is no search', () => {
    const piece = fc.constantFrom('{', '}', '(', ')', '"', "'", '=', ',', ' ', 'AND', 'OR', 'NOT', 'a', '\\', '1', '-');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        try {
          parseSearch(pieces.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(MathError);
        }
      }),
    );
  });
});

describe('laws', () => {
  const word = fc.constantFrom('Errors', 'errors', 'Checkout', 'checkout-api', '"Errors"', 'MetricName=Errors', '1');
  const identity = fc.record({
    namespace: fc.constantFrom('Shop', 'AWS/Lambda'),
    name: fc.constantFrom('Errors', 'CheckoutErrors1', 'Latency'),
    dimensions: fc.constantFrom<Record<string, string>>({}, { Service: 'checkout-api' }, { Errors: '1' }),
  });

  it('OR finds what either finds, AND what both find, NOT the rest; De Morgan holds', () => {
    fc.assert(
      fc.property(word, word, identity, (a, b, found) => {
        expect(finds(`${a} OR ${b}`, found)).toBe(finds(a, found) || finds(b, found));
        expect(finds(`${a} ${b}`, found)).toBe(finds(a, found) && finds(b, found));
        expect(finds(`NOT (${a} OR ${b})`, found)).toBe(finds(`NOT ${a} NOT ${b}`, found));
      }),
    );
  });

  it('an exact match of a name is a partial match too', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]*[A-Za-z0-9][A-Za-z0-9_-]*$/), (name) => {
        fc.pre(!['AND', 'OR', 'NOT'].includes(name));
        expect(finds(name, metric('Shop', name))).toBe(true);
      }),
    );
  });
});
