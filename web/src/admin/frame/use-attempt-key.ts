import { useRef } from 'preact/hooks';

/** The key by which the server knows a repeated creation: the same for as long as what is to be made is the same. */
export function useAttemptKey(): (body: object) => string {
  const attempt = useRef<{ body: string; key: string }>({ body: '', key: '' });
  return (body) => {
    const text = JSON.stringify(body);
    if (attempt.current.body !== text) attempt.current = { body: text, key: crypto.randomUUID() };
    return attempt.current.key;
  };
}
