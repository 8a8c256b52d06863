import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { request as plainRequest } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { hostOf } from './addresses.ts';
import type { AddressRules } from './addresses.ts';

/** Names and connects and answers within this, or the message counts as not taken. ms */
const longestAnswer = 10_000;
/** Of an answer's body, which nobody reads, before the connection is cut. bytes */
const longestBody = 1024;

/** What became of a message: `problem` is null when it was taken (2xx). */
export interface Posted {
  readonly status: number | null;
  readonly problem: string | null;
  /** What the receiver asked for, s. */
  readonly retryAfter_s: number | null;
}

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Rejects when it says so; nothing else does. */
  readonly signal: AbortSignal;
}

export type Post = (posting: Posting) => Promise<Posted>;

export interface PostOptions {
  readonly rules: AddressRules;
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
  /** ms; default: `longestAnswer` */
  readonly patience?: number;
}

const failed = (problem: string): Posted => ({ status: null, problem, retryAfter_s: null });

/**
 * Posts to addresses that strangers give: the name is resolved once and judged, and the connection goes nowhere else;
 * redirects are not followed.
 */
export function createPost({ rules, resolve = everyAddress, patience = longestAnswer }: PostOptions): Post {
  return async ({ url: text, headers, body, signal }) => {
    const url = new URL(text);
    if (rules.refuseUrl(text)) return failed('ADDRESS_REFUSED');
    const stop = new AbortController();
    const giveUp = () => stop.abort();
    const timer = setTimeout(giveUp, patience);
    signal.addEventListener('abort', giveUp);
    try {
      const addresses = await unlessAborted(resolve(hostOf(url)), stop.signal);
      if (!rules.mayReach(addresses)) return failed('ADDRESS_REFUSED');
      return await send(url, addresses, { headers, body, signal: stop.signal });
    } catch (error) {
      signal.throwIfAborted();
      return failed(stop.signal.aborted ? 'TIMED_OUT' : problemOf(error as NodeJS.ErrnoException));
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    }
  };
}

const everyAddress = (host: string): Promise<readonly LookupAddress[]> => lookup(host, { all: true });

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    work.then(resolve, reject);
  });
}

function send(
  url: URL,
  addresses: readonly LookupAddress[],
  { headers, body, signal }: Omit<Posting, 'url'>,
): Promise<Posted> {
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    signal,
    lookup: (_host, { all }, done) => {
      const [first] = addresses;
      if (all) done(null, [...addresses]);
      else done(null, first?.address ?? '', first?.family);
    },
    headers: {
      ...headers,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'User-Agent': 'Quaylab-Webhooks',
    },
  };
  return new Promise<Posted>((resolve, reject) => {
    const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, options);
    request.on('error', reject);
    request.on('response', (response) => {
      discard(response);
      resolve(postedOf(response));
    });
    request.end(body);
  });
}

/** Lets a short body end by itself and cuts off a long or slow one: the answer is known. */
function discard(response: IncomingMessage): void {
  let length = 0;
  response.on('error', () => {});
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > longestBody) response.destroy();
  });
  const timer = setTimeout(() => response.destroy(), longestAnswer).unref();
  response.on('close', () => clearTimeout(timer));
}

function postedOf({ statusCode = 0, headers }: IncomingMessage): Posted {
  const taken = statusCode >= 200 && statusCode < 300;
  const retryAfter_s = taken ? null : secondsOf(headers['retry-after']);
  return { status: statusCode, problem: taken ? null : problemOfStatus(statusCode), retryAfter_s };
}

const problemOfStatus = (status: number): string => {
  if (status === 410) return 'GONE';
  return status >= 300 && status < 400 ? 'REDIRECTED' : 'NOT_TAKEN';
};

/** Retry-After of RFC 9110 clause 10.2.3 in seconds from now; null where it says nothing we understand. */
function secondsOf(value: string | undefined): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

/** Stable words for what a connection failed by; the receiver's own words go nowhere. */
function problemOf({ code = '' }: NodeJS.ErrnoException): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'NAME_UNKNOWN';
  const ofTls = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|UNABLE_TO|SELF_SIGNED|HOSTNAME_MISMATCH)/;
  return ofTls.test(code) ? 'TLS_FAILED' : 'UNREACHABLE';
}
