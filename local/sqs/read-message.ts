import { AwsError } from '../aws/aws-error.ts';
import type { JsonObject } from '../aws/json.ts';
import { unprintable } from '../aws/xml.ts';
import { attributesSize, readMessageAttributes } from './message-attributes.ts';
import type { OutgoingMessage, Queue } from './queue.ts';
import { invalidParameterValue, sqsMembers, within } from './sqs-errors.ts';

/** A message to send, and its size in bytes with attributes. */
export type MeasuredMessage = { readonly message: OutgoingMessage; readonly size: number };

/** Reads the message of SendMessage or of a SendMessageBatch entry for a queue; AwsError as SQS answers. */
export function readMessage(queue: Queue, input: JsonObject): MeasuredMessage {
  const members = sqsMembers(input);
  const body = members.requiredString('MessageBody');
  if (body === '') throw invalidParameterValue('Message body must not be empty.');
  if (body.search(unprintable) !== -1) {
    throw new AwsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    );
  }
  const attributes = readMessageAttributes(members.object('MessageAttributes'));
  const size = Buffer.byteLength(body) + attributesSize(attributes);
  const largest = queue.describe().settings.MaximumMessageSize;
  if (size > largest)
    throw invalidParameterValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${largest} bytes.`,
    );
  const delay = members.number('DelaySeconds');
  const traceHeader = readTraceHeader(members.object('MessageSystemAttributes'));
  const message = {
    body,
    attributes,
    ...(delay !== undefined && { delaySeconds: within('DelaySeconds', delay, 0, 900) }),
    ...(traceHeader !== undefined && { traceHeader }),
  };
  return { message, size };
}

/** AWSTraceHeader is the only system attribute that can be sent. */
function readTraceHeader(attributes: JsonObject | undefined): string | undefined {
  const system = readMessageAttributes(attributes);
  const other = Object.keys(system).find((name) => name !== 'AWSTraceHeader');
  if (other !== undefined) throw invalidParameterValue(`Message system attribute name '${other}' is invalid.`);
  const header = system.AWSTraceHeader;
  if (header && header.DataType !== 'String')
    throw invalidParameterValue("The message system attribute 'AWSTraceHeader' must be of type String.");
  return header?.StringValue;
}
