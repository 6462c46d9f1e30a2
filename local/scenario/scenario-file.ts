import { isCollection, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';
import { ScenarioDocument } from './scenario-schema.ts';

/** Names of fields and indexes of lists that lead from the top of a document to a place in it. */
export type Path = readonly PropertyKey[];

/** What makes input unusable, and where; line and column count from 1. */
export type InputProblem = {
  readonly file: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  /** The text of the line. */
  readonly source?: string;
};

/** What the tests of one alarm say, and the way back from what is said to where. */
export type Scenario = {
  readonly file: string;
  readonly document: ScenarioDocument;
  /** A problem at a place of the document, at its key when there is one to point to. */
  problemAt(path: Path, message: string, at?: 'key' | 'value'): InputProblem;
};

export type ScenarioFile = { readonly scenarios: readonly Scenario[]; readonly problems: readonly InputProblem[] };

type Document = ReturnType<typeof parseAllDocuments>[number];

/** Reads a scenario file: YAML in which every scalar is a text, one document for each alarm. */
export function readScenarioFile(file: string, text: string): ScenarioFile {
  const lineCounter = new LineCounter();
  const documents = [...parseAllDocuments(text, { schema: 'failsafe', lineCounter, prettyErrors: false })];
  const lines = text.split(/\r?\n/);
  const problem = (offset: number, message: string): InputProblem => {
    const { line, col } = lineCounter.linePos(offset);
    const source = lines[line - 1];
    return { file, message, line, column: col, ...(source !== undefined && { source }) };
  };
  const read = documents.filter(({ contents }) => !isEmpty(contents)).map((each) => readDocument(file, each, problem));
  const scenarios = read.flatMap((each) => each.scenario ?? []);
  const problems = read.flatMap((each) => each.problems);
  if (read.length === 0)
    problems.push({ file, message: 'The file is empty; a scenario names an alarm and lists tests.' });
  return { scenarios, problems };
}

type Problem = (offset: number, message: string) => InputProblem;

function readDocument(file: string, yaml: Document, problem: Problem) {
  const broken = [...yaml.errors, ...yaml.warnings].map(({ pos, message }) =>
    problem(pos[0], `The YAML is broken: ${message}`),
  );
  if (broken.length > 0) return { problems: broken };
  const value = toValue(yaml);
  if (value instanceof Error) return { problems: [problem(0, `The YAML is broken: ${value.message}`)] };
  const result = safeParse(ScenarioDocument, value);
  if (!result.success) return { problems: result.error.issues.map((issue) => issueProblem(issue, yaml, problem)) };
  const problemAt: Scenario['problemAt'] = (path, message, at = 'value') =>
    problem(offsetOf(yaml.contents, path, at), message);
  return { scenario: { file, document: result.data, problemAt }, problems: [] };
}

/** An alias of nothing, or aliases that would fill the memory, are found only now. */
function toValue(yaml: Document): unknown {
  try {
    return yaml.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) return error;
    throw error;
  }
}

function issueProblem(issue: z.core.$ZodIssue, yaml: Document, problem: Problem): InputProblem {
  const { path, message } = issue;
  if (issue.code === 'unrecognized_keys') {
    return problem(offsetOf(yaml.contents, [...path, issue.keys[0] ?? ''], 'key'), message);
  }
  const last = path.at(-1);
  const isMissing = issue.code === 'invalid_type' && last !== undefined && nodeAt(yaml.contents, path) === undefined;
  if (isMissing) return problem(offsetOf(yaml.contents, path, 'value'), `'${String(last)}' is missing`);
  const within = issue.code === 'custom' && typeof issue.params?.offset === 'number' ? issue.params.offset : 0;
  return problem(offsetOf(yaml.contents, path, 'value', within), message);
}

function isEmpty(node: unknown): boolean {
  return node === null || (isScalar(node) && node.value === '');
}

/** Where in the text the place is that a path leads to, or as far as it leads. */
function offsetOf(root: unknown, path: Path, at: 'key' | 'value', within = 0): number {
  if (at === 'key') {
    const parent = nodeAt(root, path.slice(0, -1));
    const key = isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === path.at(-1))?.key
      : undefined;
    if (isNode(key)) return key.range?.[0] ?? 0;
  }
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(root, path.slice(0, length));
    if (node !== undefined) return (node.range?.[0] ?? 0) + innerOffset(node, within);
  }
  return 0;
}

/** An offset within a scalar is one in the text only when the scalar stands there as it is, unquoted and unfolded. */
function innerOffset(node: Node, within: number): number {
  if (!isScalar(node) || node.type !== 'PLAIN' || !node.range) return 0;
  return node.range[1] - node.range[0] === String(node.value).length ? within : 0;
}

/** What a path leads to; a single item may stand for a list of one. */
function nodeAt(root: unknown, path: Path): Node | undefined {
  let node = root;
  for (const part of path) {
    if (part === 0 && isNode(node) && !isSeq(node)) continue;
    node = isCollection(node) ? node.get(part, true) : undefined;
  }
  return isNode(node) ? node : undefined;
}
