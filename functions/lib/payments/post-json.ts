import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { text } from 'node:stream/consumers';

function send(url: URL, body: string, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? overHttps : overHttp;
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers, signal }, resolve).on('error', reject).end(body);
  });
}

/** Posts JSON and gives the JSON of the answer; rejects when the signal aborts, without an answer, and for any status but 200. */
export async function postJson(url: URL, body: object, signal: AbortSignal): Promise<unknown> {
  const response = await send(url, JSON.stringify(body), signal);
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`The payment provider answered ${response.statusCode}.`);
  return JSON.parse(answer);
}
