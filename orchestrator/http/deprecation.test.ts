import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import type { Deprecation } from './deprecation.ts';
import { openApiDocument } from './openapi.ts';
import { customsOperation, publicOperation } from './operation.ts';
import { problemHandler } from './problem.ts';
import { registerOperations } from './register.ts';
import { json } from './reply.ts';
import { sessionCookie } from './session-cookie.ts';
import { createTestEdge } from './testing/test-edge.ts';

describe('a deprecated operation', () => {
  const deprecated: Deprecation = { since: '2026-03-01', sunset: '2027-03-01', instead: 'Use GET /new.' };
  const reply = json(z.object({ ok: z.boolean() }), 'An answer.');
  const common = { method: 'get', tag: 'Public', summary: 'A test', input: {}, reply } as const;
  const handle = async () => ({ ok: true });
  const operations = [
    publicOperation({ ...common, id: 'old', path: '/old', description: 'What it does.', deprecated, handle }),
    publicOperation({ ...common, id: 'fading', path: '/fading', deprecated: { ...deprecated, sunset: null }, handle }),
    publicOperation({ ...common, id: 'new', path: '/new', handle }),
    customsOperation({ ...common, id: 'guarded', path: '/customs/v1/guarded', scope: 'certificates.read', deprecated, handle }),
  ];
  const app = express();
  beforeAll(async () => {
    const { deps } = await createTestEdge();
    registerOperations(app, operations, { ...deps, cookie: sessionCookie(deps.baseUrl) });
    app.use(problemHandler(deps.log));
  });

  it('says in every answer since when and until when, a refusal too', async () => {
    for (const [path, status] of [['/old', 200], ['/customs/v1/guarded', 401]] as const) {
      const { headers } = await request(app).get(path).expect(status);
      expect(headers).toMatchObject({ deprecation: '@1772323200', sunset: 'Mon, 01 Mar 2027 00:00:00 GMT' });
    }
  });

  it('names no end while none is decided', async () => {
    const { headers } = await request(app).get('/fading').expect(200);
    expect(headers).toMatchObject({ deprecation: '@1772323200' });
    expect(headers).not.toHaveProperty('sunset');
  });

  it('is marked in the document with its headers and what to do instead; others are not', () => {
    const { paths } = openApiDocument(operations, { baseUrl: 'http://lab.example', version: '0' });
    const old = paths?.['/old']?.get;
    expect(old?.deprecated).toBe(true);
    expect(old?.description).toBe('Deprecated since 2026-03-01, no longer answered from 2027-03-01 on. Use GET /new.\n\nWhat it does.');
    expect(Object.keys(old?.responses?.['200'].headers ?? {})).toEqual(expect.arrayContaining(['Deprecation', 'Sunset', 'X-Request-Id']));
    expect(paths?.['/fading']?.get?.responses?.['200'].headers).not.toHaveProperty('Sunset');
    expect(paths?.['/new']?.get).not.toHaveProperty('deprecated');
    expect(paths?.['/new']?.get?.responses?.['200'].headers).not.toHaveProperty('Deprecation');
  });

  it('leaves others without the headers', async () => {
    const { headers } = await request(app).get('/new').expect(200);
    expect(headers).not.toHaveProperty('deprecation');
    expect(headers).not.toHaveProperty('sunset');
  });
});
