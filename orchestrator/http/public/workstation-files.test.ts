import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import request from 'supertest';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

const page = '<!doctype html><title>Workstation</title>';
const script = 'console.log("workstation");';
/** As a browser asks for a page. */
const asPage = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

describe('the workstation', () => {
  let folder: string;
  let edge: TestEdge;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quaylab-workstation-'));
    const put = (path: string, text: string | Buffer) => writeFileSync(join(folder, path), text);
    mkdirSync(join(folder, 'assets'));
    mkdirSync(join(folder, '.vite'));
    put('.vite/manifest.json', '{}');
    put('index.html', page);
    put('index.html.br', brotliCompressSync(page));
    put('assets/main-4f2a.js', script);
    put('assets/main-4f2a.js.br', brotliCompressSync(script));
    put('assets/main-4f2a.js.gz', gzipSync(script));
    put('assets/plain-9c1e.css', 'body{}');
    put('icon.svg', '<svg/>');
    edge = await createTestEdge({ workstation: folder });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const get = (path: string, headers: Record<string, string> = {}) =>
    request(edge.app)
      .get(path)
      .set({ 'Accept-Encoding': 'identity', ...headers });

  it('is at the front door and at every address below it that a browser asks for', async () => {
    for (const path of ['/', '/?from=scan', '/runs/coal-sampling%2F47K9.2', '/certificates/QL-2026.1']) {
      const { status, text, headers } = await get(path, asPage);
      expect({ path, status, text }).toEqual({ path, status: 200, text: page });
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['content-security-policy']).toContain("default-src 'self'");
    }
    await request(edge.app).head('/').expect(200);
  });

  it('leaves to others what is theirs: programs, interfaces, posts, files that are not there', async () => {
    const nothing = { status: 404, code: 'NOT_FOUND' };
    expect((await get('/runs', { Accept: '*/*' })).body).toMatchObject(nothing);
    expect((await get('/runs', { Accept: 'application/json' })).body).toMatchObject(nothing);
    expect((await get('/runs')).body).toMatchObject(nothing);
    for (const path of [
      '/api/v1/nothing',
      '/customs/v1/nothing',
      '/docs/x.js',
      '/public/x',
      '/assets/gone-1.js',
      '/.well-known/x',
    ])
      expect((await get(path, asPage)).body).toMatchObject(nothing);
    expect((await request(edge.app).post('/runs').set(asPage)).body).toMatchObject(nothing);
    expect((await get('/about', asPage)).text).toContain('href="/docs"');
    expect((await get('/verify', asPage)).text).toContain('<form action="/verify"');
    await get('/healthz', asPage).expect('Content-Type', /json/);
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br;q=0.5', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', undefined],
    ['br;q=0, gzip;q=0', undefined],
  ])('sends to one who takes %s the file as %s', async (accepted, encoding) => {
    const { headers, text } = await get('/assets/main-4f2a.js', { 'Accept-Encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['vary']).toContain('Accept-Encoding');
    expect(text).toBe(script);
  });

  it('sends a file as it is where no smaller one was made, and says when the reader has it', async () => {
    const sent = await get('/assets/plain-9c1e.css', { 'Accept-Encoding': 'br, gzip' }).expect(200);
    expect({ text: sent.text, encoding: sent.headers['content-encoding'] }).toEqual({
      text: 'body{}',
      encoding: undefined,
    });
    await get('/assets/plain-9c1e.css', { 'If-None-Match': sent.headers['etag'] ?? '' }).expect(304);
    await get('/icon.svg', asPage)
      .expect(200)
      .expect('Content-Type', /svg/)
      .expect('Cache-Control', 'no-cache');
  });

  it('gives out nothing else of the disk', async () => {
    for (const path of [
      '/.vite/manifest.json',
      '/assets/main-4f2a.js.br',
      '/..%2f..%2fetc/passwd',
      '/assets/%2e%2e/%2e%2e/package.json',
    ])
      expect({ path, status: (await get(path)).status }).toEqual({ path, status: 404 });
  });

  it('is not there until it is built: the front door tells how', async () => {
    const bare = await createTestEdge();
    const { text } = await request(bare.app)
      .get('/')
      .set(asPage)
      .expect(200)
      .expect('Cache-Control', 'no-cache');
    expect(text).toContain('npx vite build workstation');
    expect(text).toContain('href="/docs"');
    await request(bare.app).get('/runs').set(asPage).expect(404);
  });
});
