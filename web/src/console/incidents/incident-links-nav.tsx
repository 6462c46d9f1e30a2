import './incident-links.css';
import { incidentLinks, type Link } from './incident-links.ts';

/** Links into this console and, on AWS, into its own, each for one time. */
export function IncidentLinks({ links, label: name }: { links: readonly Link[]; label: string }) {
  const { here, elsewhere } = incidentLinks(links);
  return (
    <nav class="incident-links" aria-label={name}>
      {here.map(({ label, url }) => (
        <a key={label} href={url}>
          {label}
        </a>
      ))}
      {elsewhere.map(({ label, url }) => (
        <a key={label} href={url} rel="noreferrer">
          {label} (AWS)
        </a>
      ))}
    </nav>
  );
}
