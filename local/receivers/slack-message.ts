import * as z from 'zod/mini';

/** "Block Kit" and "Sending messages using incoming webhooks", as far as their limits are documented. */

const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));
const plain = (longest: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(longest), emoji: z.optional(z.boolean()) });
const Markdown = (longest: number) => z.strictObject({ type: z.literal('mrkdwn'), text: text(longest) });

const Header = z.strictObject({ type: z.literal('header'), text: plain(150) });
const Section = z
  .strictObject({
    type: z.literal('section'),
    text: z.optional(z.union([Markdown(3_000), plain(3_000)])),
    fields: z.optional(z.array(z.union([Markdown(2_000), plain(2_000)])).check(z.minLength(1), z.maxLength(10))),
  })
  .check(z.refine(({ text, fields }) => text !== undefined || fields !== undefined));
const Button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  url: z.url().check(z.maxLength(3_000)),
  style: z.optional(z.enum(['primary', 'danger'])),
});
const Actions = z.strictObject({
  type: z.literal('actions'),
  elements: z.array(Button).check(z.minLength(1), z.maxLength(25)),
});

const Blocks = z.array(z.union([Header, Section, Actions])).check(z.minLength(1), z.maxLength(50));
const Message = z.looseObject({ text: z.optional(z.string()), blocks: z.optional(z.unknown()) });

/** What Slack answers to a message: its subject when it takes it, else the error that it names. */
export function readSlackMessage(value: unknown): { readonly subject: string } | { readonly error: string } {
  const message = z.safeParse(Message, value);
  if (!message.success) return { error: 'invalid_payload' };
  const { text, blocks } = message.data;
  if (blocks !== undefined && !z.safeParse(Blocks, blocks).success) return { error: 'invalid_blocks' };
  if (!text) return { error: 'no_text' };
  return { subject: text };
}
