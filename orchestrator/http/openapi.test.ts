import request from 'supertest';
import { customsOperations } from './customs/operations.ts';
import { openApiDocument } from './openapi.ts';
import type { OpenApiDocument } from './openapi.ts';
import type { Operation } from './operation.ts';
import { operationRoles } from './operation-roles.ts';
import { operatorOperations } from './operator/operations.ts';
import { publicOperations } from './public/operations.ts';
import { expressPath } from './register.ts';
import { createTestEdge } from './testing/test-edge.ts';
import type { TestEdge } from './testing/test-edge.ts';

/** What our types of express leave out: where a router is mounted. */
interface MountedRouter {
  readonly rawPath?: string;
  readonly handle: object & { readonly stack?: TestEdge['app']['router']['stack'] };
}

/** Lists without pages: what bounds each. */
const bounded: Readonly<Record<string, string>> = {
  getAssayTask: 'items of one sample',
  getBlindControl: 'items of one control',
  getDeclaredAdvice: 'goods items of one declaration',
  getReleaseAdvice: 'goods items of one declaration',
  searchCertificates: 'certificates of one declaration, bill of lading or order',
  getLineage: 'containers of one consignment',
  getTurnaround: 'stages there are',
  getSchedule: 'hours ahead',
  listCabinets: 'the site file',
  listInstruments: 'the site file',
  listTubes: 'the site file',
  listUnits: 'the site file',
  listUsers: 'the site file',
  listRulePacks: 'files of the installation',
  listCalculations: 'the program',
  listCustomsClients: 'customs systems that an administrator registered one by one',
  listWebhooks: 'ten of a client',
  listCustomsWebhooks: 'ten of a client, of clients that were registered one by one',
  listJobs: 'a thousand of a kind, of a day; the newest of them',
};

/** Go on `before` what the last of a page is called by. */
const goOnByTheLast: readonly string[] = ['getJournalRoots', 'listWebhookDeliveries'];

/** Members of what an operation answers. */
function membersOf(document: OpenApiDocument, operation: { readonly responses?: Readonly<Record<string, Answered>> }): readonly string[] {
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2'));
  const schemas = answers.map(([, answer]) => answer.content?.['application/json']?.schema);
  return schemas.flatMap((schema) => {
    const name = schema?.$ref?.split('/').at(-1);
    const resolved = name === undefined ? schema : (document.components?.schemas?.[name] as Answer | undefined);
    return Object.keys(resolved?.properties ?? {});
  });
}

interface Answer {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}
interface Answered {
  readonly content?: Readonly<Record<string, { readonly schema?: Answer }>>;
}

describe('the OpenAPI document', () => {
  let edge: TestEdge;
  let served: OpenApiDocument;
  let operations: readonly Operation[];
  beforeAll(async () => {
    edge = await createTestEdge();
    served = (await request(edge.app).get('/openapi.json').expect(200)).body;
    const document = (): OpenApiDocument => openApiDocument(operations, edge.deps);
    operations = [
      ...operatorOperations(edge.deps),
      ...customsOperations(edge.deps),
      ...publicOperations(edge.deps, document),
    ];
  });

  const documented = () =>
    Object.entries(served.paths ?? {}).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );

  it('is OpenAPI 3.1 and tells the version', () => {
    expect(served.openapi).toBe('3.1.0');
    expect(served.info.version).toBe('0.0.0-test');
  });

  it('has every route express has, and express has every operation it documents', () => {
    // Each interface has a router of its own, which knows its addresses without what they begin with.
    const mounted: readonly MountedRouter[] = edge.app.router.stack;
    const routes = mounted.flatMap(({ rawPath = '', handle }) =>
      (handle.stack ?? []).flatMap(({ route }) =>
        (route?.stack ?? []).flatMap(({ method }) => (method === undefined ? [] : [`${method} ${rawPath.replace(/\/$/, '')}${route?.path ?? ''}`])),
      ),
    );
    expect(routes.length).toBeGreaterThan(25);
    expect(
      documented()
        .map(({ path, method }) => `${method} ${expressPath(path)}`)
        .sort(),
    ).toEqual(routes.sort());
  });

  it('has unique operation ids', () => {
    const ids = documented().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(undefined);
  });

  it('publishes the very roles that are enforced, and the scopes', () => {
    for (const { operation } of documented()) {
      const roles: unknown = (operationRoles as Record<string, unknown>)[operation.operationId];
      if (roles !== undefined) expect(operation['x-roles']).toEqual(roles);
    }
    expect(served.paths?.['/customs/v1/changes']?.get?.security).toEqual([
      { customs: ['certificates.read'] },
    ]);
  });

  it('gives an example with every body, and each passes the schema that checks requests', () => {
    for (const { id, input, example } of operations) {
      if (input.body === undefined) continue;
      expect({ id, example: input.body.safeParse(example).error }).toEqual({ id, example: undefined });
      expect({ id, given: example !== undefined }).toEqual({ id, given: true });
    }
  });

  it('shows an answer of every operation customs systems and everyone read data from, each as its schema says', () => {
    for (const { id, access, answer, responses } of operations) {
      const schemas = responses.flatMap(({ status, content }) => (status < 300 ? Object.values(content) : []));
      const schema = schemas.find((each) => each !== null);
      if (access.kind === 'operator' || !schema || id === 'getOpenApiDocument') continue;
      expect({ id, error: schema.safeParse(answer).error }).toEqual({ id, error: undefined });
    }
  });

  it('refers only to components it has', () => {
    const text = JSON.stringify(served);
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) expect(Object.keys(served.components?.schemas ?? {})).toContain(name);
  });

  it('names every parameter of a path', () => {
    for (const { path, operation } of documented()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const named = (operation.parameters ?? []).filter((one: { in: string }) => one.in === 'path');
      expect(named.map((one: { name: string }) => one.name)).toEqual(inPath);
    }
  });

  it('has a largest page and a cursor for every list, unless what it lists is of the site or of one thing', () => {
    const lists = documented().filter(
      ({ method, operation }) => method === 'get' && membersOf(served, operation).includes('items'),
    );
    expect(lists.length).toBeGreaterThan(20);
    const paged = lists.filter(({ operation }) => {
      const query = (name: string) =>
        (operation.parameters ?? []).find((one: { name: string; in: string }) => one.name === name && one.in === 'query');
      const isBounded = Number.isInteger(query('limit')?.schema?.maximum);
      const goesOn = membersOf(served, operation).includes('next') || goOnByTheLast.includes(operation.operationId);
      return isBounded && goesOn && (query('after') ?? query('before')) !== undefined;
    });
    const whole = lists.filter((list) => !paged.includes(list)).map(({ operation }) => operation.operationId);
    expect(whole.sort()).toEqual(Object.keys(bounded).sort());
  });

  it('asks for an Idempotency-Key where one is required', () => {
    const asks = documented()
      .filter(({ operation }) =>
        (operation.parameters ?? []).some((one: { name: string }) => one.name === 'Idempotency-Key'),
      )
      .map(({ operation }) => operation.operationId);
    expect(asks.sort()).toEqual([
      'acknowledgeCertificate',
      'createWebhook',
      'enterDetermination',
      'placeInspectionOrder',
      'postDecision',
      'rotateWebhookSecret',
    ]);
  });
});

describe('the docs page', () => {
  it('runs swagger-ui from this server, without inline script or style', async () => {
    const { app } = await createTestEdge();
    const page = await request(app).get('/docs').expect(200);
    expect(page.text).not.toMatch(/<script>|<style|style="|onload=|https?:\/\//);
    const sources = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(sources).toContain('/docs/swagger-ui-bundle.js');
    for (const source of sources) await request(app).get(source).expect(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.headers['content-security-policy']).not.toContain('unsafe-inline');
  });

  it('serves nothing else of the swagger-ui package', async () => {
    const { app } = await createTestEdge();
    await request(app).get('/docs/package.json').expect(404);
    await request(app).get('/docs/swagger-initializer.js').expect(404);
  });
});
