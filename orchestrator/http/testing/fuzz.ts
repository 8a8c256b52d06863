import fc from 'fast-check';
import request from 'supertest';
import type { CustomsScope, Role } from '../../services/contract.ts';
import { createAnswerCheck } from './answer-check.ts';
import type { ApiDocument, Found } from './api-document.ts';
import { operationsOf } from './api-document.ts';
import { hush, requestsOf } from './fuzz-requests.ts';
import type { FuzzRequest, KnownNames } from './fuzz-requests.ts';
import { openSender } from './fuzz-sender.ts';
import { clientSecret, password } from './test-edge.ts';
import type { TestEdge } from './test-edge.ts';

/** FUZZ_SEED and FUZZ_RUNS look elsewhere and longer. */
const seed = Number(process.env['FUZZ_SEED'] ?? 20260504);
const runs = (otherwise: number) => Number(process.env['FUZZ_RUNS'] ?? otherwise);

/** What reads nothing can only be asked with odd headers. */
const enoughWithoutInput = 5;

export interface Fuzzer {
  readonly operations: readonly Found[];
  /** Sends requests to an operation; throws with the seed when an answer breaks the document. */
  readonly fuzz: (found: Found, requests: number) => Promise<void>;
  /** Operations that never did what they were asked. */
  readonly neverDone: () => readonly string[];
  /** Secrets of requests that came out in an answer or in the log. */
  readonly told: () => readonly string[];
  readonly close: () => Promise<void>;
}

const basic = `Basic ${Buffer.from(`gacc:${clientSecret}`).toString('base64')}`;
const nameMembers = ['id', 'code', 'number', 'no', 'unit', 'name', 'sha256', 'clientId'];

/** What the things in a list are called. */
function namesIn(json: string): readonly string[] {
  const lists = Object.values(JSON.parse(json) as object).filter(Array.isArray);
  const things = lists.flat().filter((thing) => typeof thing === 'object' && thing !== null) as Record<
    string,
    unknown
  >[];
  return things.flatMap((thing) => {
    const name = nameMembers.find((member) => typeof thing[member] === 'string');
    return name === undefined ? [] : [String(thing[name])];
  });
}

/** A fuzzer of everything an edge documents. `known` is put in by name, together with what lists tell. */
export async function openFuzzer(edge: TestEdge, known: KnownNames): Promise<Fuzzer> {
  const document: ApiDocument = (await request(edge.app).get('/openapi.json')).body;
  const operations = operationsOf(document);
  const check = createAnswerCheck(document);
  const sender = await openSender(edge.app);
  const done = new Set<string>();
  const secrets = new Set([hush, password, clientSecret]);
  const toldBy = new Set<string>();

  const own = async ({ operation }: Found, who: number): Promise<string | null> => {
    const roles = operation['x-roles'] ?? [];
    const scopes = operation.security.flatMap((one) => one['customs'] ?? []);
    if (operation.requestBody?.content['application/x-www-form-urlencoded']) return basic;
    if (roles.length === 0 && scopes.length === 0) return null;
    const [, bearer] = await (roles.length > 0
      ? edge.as(roles[who % roles.length] as Role)
      : edge.asCustoms(...(scopes as CustomsScope[])));
    secrets.add(bearer.replace('Bearer ', ''));
    return bearer;
  };

  const exchange = async (found: Found, { authorization, who, ...sent }: FuzzRequest) => {
    const bearer = authorization === 'own' ? await own(found, who) : authorization;
    const headers = { ...sent.headers, ...(bearer !== null && { Authorization: bearer }) };
    const answer = await sender.send({ ...sent, headers });
    if (answer.status < 300) done.add(found.operation.operationId);
    const text = answer.body.toString();
    // Who logs in is told a token.
    const kept = found.operation.security.length > 0 ? [...secrets] : [hush, password, clientSecret];
    if (kept.some((secret) => text.includes(secret)))
      toldBy.add(`${found.operation.operationId} tells a secret`);
    return check(found, sent.method, answer);
  };

  const listed: Record<string, readonly string[]> = {};
  for (const found of operations) {
    if (found.method !== 'get' || found.path.includes('{')) continue;
    const headers = { Accept: 'application/json', Authorization: (await own(found, 0)) ?? '' };
    const { body, headers: answered } = await sender.send({
      method: 'GET',
      target: found.path,
      headers,
      body: null,
    });
    if (String(answered['content-type']).startsWith('application/json'))
      listed[found.path] = namesIn(body.toString());
  }
  const names = { ...listed, ...known };

  return {
    operations,
    async fuzz(found, requests) {
      const { parameters = [], requestBody } = found.operation;
      const asked = parameters.length > 0 || requestBody ? requests : enoughWithoutInput;
      const property = fc.asyncProperty(requestsOf(document, found, names), async (sent) => {
        const faults = await exchange(found, sent);
        if (faults.length > 0) throw new Error(`${sent.method} ${sent.target}: ${faults.join('; ')}`);
      });
      await fc.assert(property, { seed, numRuns: runs(asked), interruptAfterTimeLimit: 60_000 });
    },
    neverDone: () => operations.map(({ operation }) => operation.operationId).filter((id) => !done.has(id)),
    told: () => [
      ...toldBy,
      ...edge.log.filter((line) => [...secrets].some((secret) => line.includes(secret))),
    ],
    close: () => sender.close(),
  };
}
