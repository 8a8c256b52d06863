import type { OpenApiDocument } from '../../../orchestrator/http/openapi.ts';
import type { Role } from '../../../orchestrator/services/contract.ts';
import type { Exchange, Switchboard } from './exchange.ts';

/** What one could ask for: a blind code, a digest, a process. */
const identifier = /^(?:[0-9A-HJKMNP-TV-Z]{14}|[0-9a-f]{64}|[a-z][a-z-]*\/\S{1,80})$/;
const calculations = '/api/v1/calculations';

/** Other ways to ask for the same thing. */
const variants: Readonly<Record<string, readonly { query?: string; accept?: string }[]>> = {
  '/api/v1/stream': [{}, { query: 'after=60' }],
  '/api/v1/alarms': [{}, { query: 'closedOn=2026-03-05' }],
  '/api/v1/alarms/statistics': [{}, { query: 'hours=168' }],
  '/api/v1/schedule': [{}, { query: 'hours=168' }],
  '/api/v1/labels/{code}': [
    {},
    { query: 'container=1' },
    { query: 'container=2&size=100x50' },
    { query: 'container=1', accept: 'application/zpl' },
    { query: 'dpi=300', accept: 'application/zpl' },
    { query: 'container=77' },
    { accept: 'image/gif' },
  ],
};

/** Every string in a JSON answer that is an identifier, or the value of a member called so. */
function identifiersIn(value: unknown, into: Set<string>, named?: string): void {
  if (typeof value === 'string') {
    if (identifier.test(value)) into.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      if (key === named && typeof member === 'string') into.add(member);
      else identifiersIn(member, into, named);
    }
  }
}

const parameterless = (path: string) => !path.includes('{');

export interface CrawlTerms {
  readonly role: Role;
  /** Calculations are asked for by one role only: what is told of them is the same for all. */
  readonly withCalculations: boolean;
}

/**
 * Asks for everything a role can find: every GET of the document with every identifier an answer before had in it, breadth first,
 * then every POST with an empty body, for its refusal. Gives the paths that were reached.
 */
export async function crawl(
  board: Switchboard,
  document: OpenApiDocument,
  { role, withCalculations }: CrawlTerms,
) {
  const paths = Object.entries(document.paths ?? {});
  const gets = paths.filter(([, item]) => 'get' in item).map(([path]) => path);
  const posts = paths.filter(([, item]) => 'post' in item).map(([path]) => path);
  const known = new Set<string>();
  const reached = new Set<string>();
  const learn = ({ status, bytes, contentType }: Exchange, named?: string) => {
    if (status < 300 && contentType.startsWith('application/json'))
      identifiersIn(JSON.parse(bytes.toString('utf8')), known, named);
  };
  // What the role was told at work before.
  for (const exchange of board.exchanges) if (exchange.role === role) learn(exchange);
  const ask = async (path: string, value: string) => {
    for (const { query, accept } of variants[path] ?? [{}]) {
      const filled = path.replace(/\{\w+\}/, encodeURIComponent(value));
      const exchange = await board.send(role, {
        method: 'get',
        path: query === undefined ? filled : `${filled}?${query}`,
        ...(accept !== undefined && { headers: { Accept: accept } }),
      });
      if (exchange.status === 200) reached.add(path);
      if (path !== '/openapi.json')
        learn(exchange, path === calculations && withCalculations ? 'name' : undefined);
    }
  };

  for (const path of gets.filter(parameterless)) await ask(path, '');
  // What answers name is itself asked for at every address, until nothing new turns up.
  const asked = new Set<string>();
  for (let found = [...known]; found.length > 0; found = [...known].filter((value) => !asked.has(value))) {
    for (const value of found) {
      asked.add(value);
      for (const path of gets.filter((each) => !parameterless(each))) {
        if (identifier.test(value) || path.startsWith(calculations)) await ask(path, value);
      }
    }
  }
  for (const path of gets.filter((each) => !parameterless(each))) await ask(path, 'nothing/00');
  for (const path of posts) {
    const filled = path.replaceAll(
      /\{\w+\}/g,
      encodeURIComponent([...known].find((value) => value.includes('/')) ?? 'nothing/00'),
    );
    await board.send(role, { method: 'post', path: filled, body: {} });
  }
  return { known, reached };
}
