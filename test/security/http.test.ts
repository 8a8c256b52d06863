import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadSite } from '../../config/site/load.ts';
import { customsOperations } from '../../orchestrator/http/customs/operations.ts';
import type { Operation } from '../../orchestrator/http/operation.ts';
import { operatorOperations } from '../../orchestrator/http/operator/operations.ts';
import { bodyLimit } from '../../orchestrator/http/parser-errors.ts';
import type { Answer } from '../../orchestrator/http/testing/answer-check.ts';
import { createFakeServices } from '../../orchestrator/http/testing/fake-services.ts';
import { openSender } from '../../orchestrator/http/testing/fuzz-sender.ts';
import type { Sender } from '../../orchestrator/http/testing/fuzz-sender.ts';
import { openControl } from '../../orchestrator/http/testing/blind-control.fixture.ts';
import { preparationRunId, samplingRunId } from '../../orchestrator/http/testing/plant.fixture.ts';
import { createTestEdge, password } from '../../orchestrator/http/testing/test-edge.ts';
import type { TestEdge } from '../../orchestrator/http/testing/test-edge.ts';
import type { Role } from '../../orchestrator/services/contract.ts';
import { readCsv } from '../../orchestrator/instruments/csv-records.ts';

/** The edge over a connection, and every operation as somebody who may use it. */
async function openEdge(more: Parameters<typeof createTestEdge>[0] = {}) {
  const edge: TestEdge = await createTestEdge({ countCustoms: async () => null, ...more });
  const sender: Sender = await openSender(edge.app);
  const operations = [...operatorOperations(edge.deps), ...customsOperations(edge.deps)];
  const pathOf = ({ path }: Operation) => path.replaceAll(/\{\w+\}/g, '1');
  const authorizationOf = async ({ access }: Operation): Promise<Record<string, string>> => {
    if (access.kind === 'public') return {};
    const [role = 'officer'] = access.kind === 'operator' ? access.roles : [];
    const [, header] = access.kind === 'operator' ? await edge.as(role) : await edge.asCustoms(access.scope);
    return { Authorization: header };
  };
  const send = async (
    operation: Operation,
    body: Buffer | null,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> =>
    sender.send({
      method: operation.method.toUpperCase(),
      target: pathOf(operation),
      headers: {
        ...(await authorizationOf(operation)),
        ...(operation.idempotent && { 'Idempotency-Key': 'key-of-security' }),
        ...(body !== null && { 'Content-Type': operation.bytes?.mediaTypes[0] ?? 'application/json' }),
        ...headers,
      },
      body,
    });
  const get = (target: string, headers: Readonly<Record<string, string>> = {}) =>
    sender.send({ method: 'GET', target, headers, body: null });
  return { edge, sender, operations, send, get };
}
type Opened = Awaited<ReturnType<typeof openEdge>>;
const codeOf = ({ body }: Answer) => (JSON.parse(body.toString()) as { code: string }).code;
const exampleOf = ({ example }: Operation): Buffer | null =>
  example === undefined ? null : Buffer.from(JSON.stringify(example));

describe('the HTTP edge', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openEdge();
  });
  afterAll(() => opened.sender.close());

  const targets = [
    '/', '/about', '/docs', '/verify', '/verify/QL%2F2026%2F999999', '/verify?number=x&digest=y', '/nowhere', '/runs/deep/link',
    '/api/v1/nowhere', '/api/v1/me', '/customs/v1/changes', '/verify/%E0%A4%A', '/docs/nothing', '/public/nothing', '/assets/nothing',
    '/openapi.json', '/healthz',
  ]; // prettier-ignore

  it('allows no inline script or style on any page, also where it fails', async () => {
    let pages = 0;
    for (const target of targets) {
      const { headers, body } = await opened.get(target, { Accept: 'text/html' });
      const policy = String(headers['content-security-policy']);
      expect({ target, policy }).toEqual({ target, policy: expect.stringContaining("default-src 'self'") });
      expect(policy).not.toMatch(/unsafe|\*|https?:|script-src|style-src/);
      expect(policy).toContain("object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined();
      if (!String(headers['content-type']).startsWith('text/html')) continue;
      pages += 1;
      expect(inlineIn(body.toString())).toEqual([]);
    }
    expect(pages).toBeGreaterThanOrEqual(6);
    expect(inlineIn(readFileSync(join(process.cwd(), 'workstation', 'index.html'), 'utf8'))).toEqual([]);
  });

  /** What the policy would forbid: scripts and styles in the page, handlers and styles in attributes. */
  const inlineIn = (html: string): readonly string[] => [
    ...(html.match(/<script(?![^>]*\ssrc=)[^>]*>|<style[^>]*>|<[^>]+\s(?:on\w+|style)=[^>]*>/gi) ?? []),
    ...(html.match(/(?:href|src|action)="(?:javascript|data):[^"]*"/gi) ?? []),
  ];

  it('gives other origins nothing', async () => {
    for (const target of targets) {
      const { headers } = await opened.get(target, { Origin: 'https://evil.example' });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('does nothing by a cookie that another site has sent along, at any operation', async () => {
    const login = await opened.sender.send({
      method: 'POST',
      target: '/api/v1/session',
      headers: { 'Content-Type': 'application/json' },
      body: Buffer.from(JSON.stringify({ user: 'officer', password, keep: 'cookie' })),
    });
    const [cookie = ''] = login.headers['set-cookie'] ?? [];
    const unsafe = opened.operations.filter(
      ({ method, access }) => method === 'post' && access.kind === 'operator',
    );
    expect(unsafe.length).toBeGreaterThan(40);
    for (const operation of unsafe) {
      const headers = {
        Authorization: '',
        Cookie: cookie.split(';')[0] ?? '',
        'Sec-Fetch-Site': 'cross-site',
      };
      const answer = await opened.send(operation, exampleOf(operation), headers);
      expect({ id: operation.id, status: answer.status, code: codeOf(answer) }).toEqual({
        id: operation.id,
        status: 403,
        code: 'CROSS_SITE_REQUEST',
      });
    }
  });

  it('takes no login that a form of another site could send', async () => {
    const login = opened.operations.find(({ id }) => id === 'createSession');
    if (!login) throw new Error('no login');
    const body = Buffer.from(JSON.stringify({ user: 'officer', password, keep: 'cookie' }));
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await opened.send(login, body, { 'Content-Type': type });
      expect([type, answer.status, answer.headers['set-cookie']]).toEqual([type, 415, undefined]);
    }
  });

  it('reads no body beyond its limit, packed or not', async () => {
    const withBody = opened.operations.filter(({ bodyType }) => bodyType !== 'none');
    for (const operation of withBody) {
      const tooMuch = Buffer.alloc((operation.bytes?.limit ?? bodyLimit) + 1, ' ');
      const headers =
        operation.bodyType === 'form' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {};
      const packed = await opened.send(operation, gzipSync(tooMuch, { level: 1 }), {
        ...headers,
        'Content-Encoding': 'gzip',
      });
      expect({ id: operation.id, status: packed.status, code: codeOf(packed) }).toEqual({
        id: operation.id,
        status: 413,
        code: 'BODY_TOO_LARGE',
      });
      if (operation.bytes) continue;
      expect([operation.id, (await opened.send(operation, tooMuch, headers)).status]).toEqual([
        operation.id,
        413,
      ]);
    }
  });

  it('leaves every prototype as it is, whatever names a body has', async () => {
    const poison = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
    const withJson = opened.operations.filter(
      ({ bodyType, example }) => bodyType === 'json' && example !== undefined,
    );
    for (const operation of withJson) {
      const text = JSON.stringify(operation.example);
      // Into every object of the body.
      const body = text.replaceAll('{', `{${poison},`).replaceAll(',}', '}');
      const { status } = await opened.send(operation, Buffer.from(body));
      expect({ id: operation.id, refused: status >= 400 && status < 500 }).toEqual({
        id: operation.id,
        refused: true,
      });
    }
    const form = Buffer.from(
      'grant_type=client_credentials&__proto__[polluted]=1&constructor.prototype.polluted=1',
    );
    const token = opened.operations.find(({ bodyType }) => bodyType === 'form');
    if (!token) throw new Error('no form');
    await opened.send(token, form, { 'Content-Type': 'application/x-www-form-urlencoded' });
    await opened.get('/verify?__proto__[polluted]=1&constructor[prototype][polluted]=1');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('serves no file outside of the folders it serves', async () => {
    const ways = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..%5c', '....//', '%252e%252e%252f', '.%00./'];
    for (const folder of ['/', '/public/', '/docs/', '/assets/', '/.well-known/'])
      for (const way of ways)
        for (const file of ['package.json', 'etc/passwd', '.git/config']) {
          const target = `${folder}${way.repeat(6)}${file}`;
          const { status, body } = await opened.get(target);
          expect({ target, status: [400, 404].includes(status) }).toEqual({ target, status: true });
          expect(body.toString()).not.toMatch(/root:|"dependencies"|\[core\]/);
        }
  });
});

it('who may not see a thing is told the same as where there is none', async () => {
  const { edge, sender } = await openEdge();
  const ask = async (role: Role, path: string, id: string): Promise<string> => {
    const [, authorization] = await edge.as(role);
    const target = path.replace('{id}', encodeURIComponent(id));
    const { status, body } = await sender.send({
      method: 'GET',
      target,
      headers: { Authorization: authorization },
      body: null,
    });
    const { code, detail, remedy } = JSON.parse(body.toString()) as Record<string, string>;
    return JSON.stringify({ status, code, detail, remedy }).replaceAll(id, 'ID');
  };
  try {
    for (const [role, path, id, none] of [
      ['preparer', '/api/v1/runs/{id}', samplingRunId, 'coal-sampling/R9'],
      ['sampler', '/api/v1/runs/{id}', preparationRunId, 'coal-preparation/R9'],
      ['reviewer', '/api/v1/blind-controls/{id}', openControl.id, 'blind-sample/K-9'],
    ] as const) {
      const hidden = await ask(role, path, id);
      expect(hidden).toContain('"status":404');
      expect([role, path, hidden]).toEqual([role, path, await ask(role, path, none)]);
    }
  } finally {
    await sender.close();
  }
});

it('an error of ours tells the caller nothing of what is inside', async () => {
  const inside = Object.assign(
    new Error(
      'SQLITE_ERROR in SELECT hash FROM entries, file /var/lib/quaylab/journal.db, mongodb://root:hunter2@db/x',
    ),
    { code: 'E_INSIDE', sql: 'SELECT 1', path: '/var/lib/quaylab' },
  );
  const failing = (): never => {
    throw inside;
  };
  const names = Object.entries(createFakeServices());
  const services = names
    .filter(([name]) => !['asked', 'blobs', 'issued'].includes(name))
    .map(([name, service]) => [
      name,
      typeof service === 'function' ? failing : new Proxy(service, { get: () => failing }),
    ]);
  const opened = await openEdge(Object.fromEntries(services) as object);
  try {
    let failed = 0;
    for (const operation of opened.operations) {
      const { status, headers, body } = await opened.send(operation, exampleOf(operation));
      failed += Number(status === 500);
      const told = `${JSON.stringify(headers)} ${body.toString()}`;
      expect({
        id: operation.id,
        told: told.match(/SQLITE|SELECT|hunter2|E_INSIDE|\/var\/|\/work\/|\.[jt]s:\d|node_modules|\\n +at /g),
      }).toEqual({
        id: operation.id,
        told: null,
      });
    }
    expect(failed).toBeGreaterThan(opened.operations.length / 2);
    expect(opened.edge.log.join('')).toContain('SQLITE_ERROR');
  } finally {
    await opened.sender.close();
  }
});

it('names in files of instruments and sites change no prototype', () => {
  const csv = readCsv('__proto__,constructor\npolluted,1\n', ',');
  expect(csv).toMatchObject([{ fields: ['__proto__', 'constructor'] }, { fields: ['polluted', '1'] }]);
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-yaml-'));
  try {
    const file = join(folder, 'site.yaml');
    const demo = readFileSync(join(process.cwd(), 'config', 'demo-port', 'site.yaml'), 'utf8');
    writeFileSync(file, `${demo}\n__proto__: { polluted: true }\n`);
    expect(loadSite(file).ok).toBe(false);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect('polluted' in {}).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
