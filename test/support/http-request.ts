/** The bytes of an HTTP request with its length, of whatever headers and body. */
export function httpRequest(
  target: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array | string,
): Buffer {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ host: '127.0.0.1', 'content-length': String(bytes.length), ...headers });
  const head = [`${target} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
}
