import { isWebAddress, type Link, linkParts, pagerDutyEvent, pretty, type Received, slackBlocks } from './received.ts';

function Anchor({ to: { label, url }, class: look }: { to: Link; class?: string }) {
  if (!isWebAddress(url)) return <span>{label}</span>;
  return (
    <a href={url} class={look}>
      {label}
    </a>
  );
}

function Text({ text }: { text: string }) {
  return (
    <>
      {linkParts(text).map((part, index) =>
        part.url === undefined ? (
          part.text
        ) : (
          <Anchor key={`${index} ${part.url}`} to={{ label: part.text, url: part.url }} />
        ),
      )}
    </>
  );
}

function Facts({ of }: { of: readonly { readonly name: string; readonly value: string }[] }) {
  return (
    <dl class="received-facts">
      {of.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Text text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Buttons({ of }: { of: readonly Link[] }) {
  return (
    <p class="received-buttons">
      {of.map((link) => (
        <Anchor
          key={`${link.label} ${link.url}`}
          to={link}
          class={`button ${link.primary ? 'button-primary' : 'button-secondary'}`}
        />
      ))}
    </p>
  );
}

function Mail({ of: { endpoint, subject, body } }: { of: Received }) {
  return (
    <div class="received received-mail">
      <dl class="received-facts">
        <div>
          <dt>To</dt>
          <dd>{endpoint}</dd>
        </div>
        <div>
          <dt>Subject</dt>
          <dd>
            <b>{subject}</b>
          </dd>
        </div>
      </dl>
      <p class="received-text">
        <Text text={body} />
      </p>
    </div>
  );
}

function Slack({ of: { body } }: { of: Received }) {
  return (
    <div class="received received-slack">
      <p class="received-sender">
        <b>SmallCart</b> <span class="received-app">APP</span>
      </p>
      {slackBlocks(body).map((block, index) => {
        const key = `${index} ${block.type}`;
        switch (block.type) {
          case 'header':
            return (
              <p class="received-header" key={key}>
                {block.text}
              </p>
            );
          case 'text':
            return (
              <p class="received-text" key={key}>
                <Text text={block.text} />
              </p>
            );
          case 'fields':
            return <Facts key={key} of={block.fields} />;
          case 'buttons':
            return <Buttons key={key} of={block.buttons} />;
          default:
            return block satisfies never;
        }
      })}
    </div>
  );
}

const ACTIONS: Readonly<Record<string, string>> = {
  trigger: 'Alert triggered',
  acknowledge: 'Alert acknowledged',
  resolve: 'Alert resolved',
  change: 'Change',
};

function PagerDuty({ of: { body } }: { of: Received }) {
  const { action, summary, severity, source, key, details, links } = pagerDutyEvent(body);
  const facts = [
    { name: 'Severity', value: severity },
    { name: 'Source', value: source },
    { name: 'Alert key', value: key },
  ];
  return (
    <div class="received received-pagerduty">
      <p class="received-sender">
        <b>{ACTIONS[action] ?? action}</b>
      </p>
      {summary !== '' && <p class="received-header">{summary}</p>}
      <Facts of={[...facts, ...details].filter(({ value }) => value !== '')} />
      {links.length > 0 && <Buttons of={links} />}
    </div>
  );
}

function Raw({ body }: { body: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre class="raw-text" tabIndex={0}>
      {pretty(body)}
    </pre>
  );
}

/** A message as whoever received it sees it, by its channel. */
export function ReceivedMessage({ of }: { of: Received }) {
  switch (of.channel) {
    case 'email':
      return <Mail of={of} />;
    case 'slack':
      return <Slack of={of} />;
    case 'pagerduty':
      return <PagerDuty of={of} />;
    default:
      return <Raw body={of.body} />;
  }
}

/** The same as it was sent. */
export function ReceivedRaw({ of: { channel, body } }: { of: Received }) {
  if (!['slack', 'pagerduty'].includes(channel)) return null;
  return (
    <details class="received-raw">
      <summary>As it was sent</summary>
      <Raw body={body} />
    </details>
  );
}
