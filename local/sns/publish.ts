import type { Operation } from '../aws/aws-service.ts';
import { type JsonObject, parseJsonObject } from '../aws/json.ts';
import type { Members } from '../aws/members.ts';
import { invalidParameter, snsMembers, topicNotFound } from './sns-errors.ts';
import type { Message, Topics } from './topics.ts';

const mostBytes = 262_144;

/** API reference "Publish", to topics; with MessageStructure `json` each protocol gets its own text. */
export const publish =
  (topics: Topics): Operation =>
  (input) => {
    const members = snsMembers(input);
    const topicArn = members.string('TopicArn') ?? members.string('TargetArn');
    if (topicArn === undefined) throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
    if (!topics.has(topicArn)) throw topicNotFound();
    return { MessageId: topics.publish(topicArn, readMessage(members)) };
  };

function readMessage(members: Members): Message {
  const text = members.requiredString('Message');
  if (text === '') throw invalidParameter('Empty message');
  if (Buffer.byteLength(text) > mostBytes) throw invalidParameter('Message too long');
  const subject = members.string('Subject');
  if (subject !== undefined && !/^[!-~][ -~]{0,99}$/.test(subject)) throw invalidParameter('Subject');
  return {
    body: members.string('MessageStructure') === 'json' ? structured(text) : () => text,
    attributes: readAttributes(members.object('MessageAttributes') ?? {}),
    ...(subject !== undefined && { subject }),
  };
}

function structured(text: string): Message['body'] {
  const texts = parseJsonObject(text);
  if (!texts) throw invalidParameter('Message Structure - JSON message body failed to parse');
  const fallback = texts.default;
  if (typeof fallback !== 'string') throw invalidParameter('Message Structure - No default entry in JSON message body');
  return (protocol) => {
    const own = texts[protocol];
    return typeof own === 'string' ? own : fallback;
  };
}

function readAttributes(attributes: JsonObject): JsonObject {
  for (const name of Object.keys(attributes)) {
    const attribute = snsMembers(snsMembers(attributes).object(name) ?? {});
    const type = attribute.requiredString('DataType');
    if (!/^(String|String\.Array|Number|Binary)$/.test(type))
      throw invalidParameter(
        `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
      );
    attribute.requiredString(type === 'Binary' ? 'BinaryValue' : 'StringValue');
  }
  return attributes;
}
