import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { text } from 'node:stream/consumers';

/** On a connection of its own: one that was kept may have died, unnoticed, while the execution environment lay frozen. */
function send(url: URL, body: string, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? overHttps : overHttp;
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers, signal, agent: false }, resolve).on('error', reject).end(body);
  });
}

/** Of what is no JSON the error quotes nothing: it may be what the shopper typed. */
function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    throw new Error('The payment provider answered what is no JSON.');
  }
}

/** Posts JSON and gives the JSON of the answer; rejects when the signal aborts, without an answer, for any status but 200, and for what is no JSON. */
export async function postJson(url: URL, body: object, signal: AbortSignal): Promise<unknown> {
  const response = await send(url, JSON.stringify(body), signal);
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`The payment provider answered ${response.statusCode}.`);
  return parsed(answer);
}
