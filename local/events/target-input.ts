import type { JsonValue } from '../aws/json.ts';
import { type Event, eventTime } from './event.ts';
import { parseJsonPath } from './json-path.ts';

/** What a target gets instead of the whole event. */
export type TargetInput =
  | { readonly kind: 'event' }
  | { readonly kind: 'constant'; readonly text: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'transformer'; readonly paths: Readonly<Record<string, string>>; readonly template: string };

export type InputContext = { readonly ruleName: string; readonly ruleArn: string; readonly ingestedAt: number };

/** The variables that every template has ("Amazon EventBridge input transformation"). */
const PREDEFINED: Readonly<Record<string, (event: Event, context: InputContext) => JsonValue>> = {
  'aws.events.rule-arn': (_, { ruleArn }) => ruleArn,
  'aws.events.rule-name': (_, { ruleName }) => ruleName,
  'aws.events.event.ingestion-time': (_, { ingestedAt }) => eventTime(ingestedAt),
  'aws.events.event': ({ detail: _, ...rest }) => rest,
  'aws.events.event.json': (event) => event,
};

/** The text that a target gets of an event. A path that finds nothing gives null. */
export function targetText(input: TargetInput, event: Event, context: InputContext): string {
  switch (input.kind) {
    case 'event':
      return JSON.stringify(event);
    case 'constant':
      return input.text;
    case 'path':
      return JSON.stringify(parseJsonPath(input.path)?.(event) ?? null);
    case 'transformer':
      return fillTemplate(input.template, (name) => variable(input.paths, name, event, context));
    default:
      return input satisfies never;
  }
}

function variable(paths: Readonly<Record<string, string>>, name: string, event: Event, context: InputContext) {
  const predefined = Object.hasOwn(PREDEFINED, name) ? PREDEFINED[name] : undefined;
  if (predefined) return { known: true, value: predefined(event, context) };
  const path = Object.hasOwn(paths, name) ? paths[name] : undefined;
  return { known: path !== undefined, value: path === undefined ? undefined : parseJsonPath(path)?.(event) };
}

type Lookup = (name: string) => { readonly known: boolean; readonly value: JsonValue | undefined };

/**
 * Puts the variables into a template. In a JSON template, one that starts with `{`, `[` or `"`, a variable outside of
 * quotes becomes a JSON value and one within quotes a part of that string, without quotes of its own; what comes of it is
 * minified. In any other template texts stand as they are. Where the page is silent: a path that finds nothing gives null
 * outside of quotes, a name that is no variable stays as it is written, and texts within quotes are escaped.
 */
function fillTemplate(template: string, lookup: Lookup): string {
  const isJson = /^\s*[{["]/.test(template);
  let quoted = false;
  const filled = template.replaceAll(/\\.|"|<([\w.-]+)>/gs, (token, name: string | undefined) => {
    if (token === '"') quoted = !quoted;
    if (name === undefined) return token;
    const { known, value } = lookup(name);
    if (!known) return token;
    if (!isJson) return asText(value);
    return quoted ? withinQuotes(value) : JSON.stringify(value ?? null);
  });
  return isJson ? minified(filled) : filled;
}

function withinQuotes(value: JsonValue | undefined): string {
  const text = asText(value);
  return JSON.stringify(typeof value === 'string' ? text : text.replaceAll('"', '')).slice(1, -1);
}

function asText(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A template that does not come out as JSON is left as it is. */
function minified(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
