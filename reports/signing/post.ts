import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { SecureContextOptions } from 'node:tls';

export interface PostAnswer {
  readonly status: number;
  readonly body: string;
}

/** Why there is no answer, and whether the request, or a part of it, may have reached the other side. */
export interface PostFailure {
  readonly failure: unknown;
  readonly sent: boolean;
}

/** Bytes. An answer is a few hundred; more is not one. */
const longestAnswer = 65_536;

/**
 * Posts JSON over a connection of its own, follows nothing, and tells of a failure whether anything was sent: which `fetch` does
 * not, nor does it take client certificates without another package.
 */
export function post(
  url: URL,
  body: string,
  tls: SecureContextOptions,
  signal: AbortSignal,
): Promise<PostAnswer | PostFailure> {
  return new Promise((resolve) => {
    let sent = false;
    const failed = (failure: unknown) => resolve({ failure, sent });
    const secure = url.protocol === 'https:';
    const options = {
      method: 'POST',
      agent: false,
      signal,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    };
    const request = secure ? httpsRequest(url, { ...options, ...tls }) : httpRequest(url, options);
    request.on('error', failed);
    request.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => (sent = true)));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        chunks.push(chunk);
        if (length > longestAnswer)
          response.destroy(new Error(`The answer is longer than ${longestAnswer} bytes.`));
      });
      response.on('error', failed);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    request.end(body);
  });
}
