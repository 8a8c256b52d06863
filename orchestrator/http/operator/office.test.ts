import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { RefusedError } from '../../../workflows/kernel/refusal.ts';
import { jobsUnreachable } from '../../jobs/refusals.ts';
import type { Role } from '../../services/contract.ts';
import { auditEntry, failedJob, heldId } from '../testing/office.fixture.ts';
import { fixtureTime } from '../testing/shared.fixture.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

let edge: TestEdge;
beforeAll(async () => void (edge = await createTestEdge()));
const get = async (role: Role, path: string) =>
  request(edge.app)
    .get(`/api/v1/${path}`)
    .set(...(await edge.as(role)));

describe('statistics', () => {
  it('are whole for who knows the cargo, but for controls; a reviewer gets what the bench did', async () => {
    const officer = (await get('officer', 'statistics')).body;
    expect(officer).toMatchObject({
      to: fixtureTime,
      repeatability: [{ pairs: 4 }],
      certificates: { issued: 1 },
      blindControl: null,
    });
    expect((await get('custodian', 'statistics')).body.blindControl).toHaveLength(1);
    const {
      from: _from,
      to: _to,
      repeatability,
      blindControl,
      ...rest
    } = (await get('reviewer', 'statistics')).body;
    expect([repeatability.length, blindControl.length]).toEqual([1, 1]);
    expect(Object.values(rest).every((part) => part === null)).toBe(true);
  });

  it.each([
    ['from=2026-05-05T00:00:00Z&to=2026-05-04T00:00:00Z', 'RANGE_UPSIDE_DOWN'],
    ['from=2026-01-01T00:00:00Z', 'RANGE_TOO_LONG'],
  ])('refuse %s', async (query, code) => {
    expect((await get('officer', `statistics?${query}`)).body).toMatchObject({
      status: 422,
      code,
    });
  });
});

describe('the shift report', () => {
  it.each([
    ['sampler', { plant: true, bench: false, cargo: false }],
    ['preparer', { plant: true, bench: false, cargo: false }],
    ['analyst', { plant: false, bench: true, cargo: false }],
    ['reviewer', { plant: false, bench: true, cargo: false }],
    ['signatory', { plant: false, bench: false, cargo: true }],
    ['officer', { plant: true, bench: true, cargo: true }],
  ] as const)('is made for what a %s may see', async (role, sight) => {
    const { body } = await get(role, 'shift-report?from=2026-05-04T00:00:00Z');
    expect(body.shifts).toHaveLength(1);
    expect(edge.services.asked.at(-1)).toMatchObject({
      method: 'shiftReport',
      by: role,
      what: { ...sight, from: '2026-05-04T00:00:00.000Z' },
    });
  });

  it('comes as CSV that a spreadsheet reads and does not carry out', async () => {
    const answer = await get('officer', 'shift-report/csv');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename=shift-report-20260504-1121.csv',
    });
    expect(answer.text.startsWith('\uFEFF站点 Site,演示港 Demo Port\r\n')).toBe(true);
    const rows = parse(answer.text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as string[][];
    expect(rows).toContainEqual([
      '2026-05-04 11:21',
      'CS-01',
      '暂停 Hold',
      '李采',
      `'=HYPERLINK("x"), "wet" coal 🙂`,
      '已执行 Done',
      '',
    ]);
    for (const title of [
      '交班事项 Open at hand-over',
      '采样 Sampling',
      '证书 Certificates',
      '设备停机 Plant downtime',
    ])
      expect(rows).toContainEqual([title]);
  });

  it('comes as paper, also with a character no font has', async () => {
    const answer = await get('officer', 'shift-report/pdf').then(({ body, headers }) => ({
      body: body as Buffer,
      headers,
    }));
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename=shift-report-20260504-1121.pdf',
    });
    expect(answer.body.subarray(0, 8).toString()).toBe('%PDF-1.7');
  });
});

describe('the journal', () => {
  it('is listed by what is asked for', async () => {
    const { body } = await get('administrator', 'audit/entries?actor=sampler&limit=7&before=90');
    expect(edge.services.asked.at(-1)?.what).toEqual({ filter: { actor: 'sampler' }, before: 90, limit: 7 });
    const { position, hash } = auditEntry.entry;
    expect(body).toMatchObject({
      next: null,
      items: [
        {
          position,
          hash,
          type: 'operator.hold',
          effects: ['unit.command'],
          actor: { id: 'sampler', name: null },
          onHold: true,
        },
      ],
    });
  });

  it('tells an entry whole, and that there is no other', async () => {
    const { body } = await get('administrator', 'audit/entries/4711');
    expect(body).toMatchObject({
      input: { reason: 'Wet coal.' },
      asked: [{ kind: 'unit.command' }],
      previousHash: null,
      state: null,
    });
    expect((await get('administrator', 'audit/entries/4712')).body).toMatchObject({
      status: 404,
      code: 'ENTRY_NOT_FOUND',
    });
    expect((await get('administrator', 'audit/entries/0')).status).toBe(422);
    expect((await get('administrator', 'audit/verification')).body).toMatchObject({
      running: { of: 4711 },
      result: { intact: true, broken: null },
    });
  });
});

describe('administration', () => {
  it('releases what is on hold, with a reason', async () => {
    const release = async (id: string) =>
      request(edge.app)
        .post(`/api/v1/processes/${encodeURIComponent(id)}/release`)
        .set(...(await edge.as('administrator')))
        .send({ reason: 'Mended.' });
    expect((await release(heldId)).body).toEqual({ process: heldId });
    expect((await release('coal-sampling/R9')).body).toMatchObject({ status: 409, code: 'NOT_ON_HOLD' });
  });

  it('tells a pack, and that there is no other', async () => {
    expect((await get('administrator', 'rule-packs/coal')).body).toMatchObject({
      id: 'coal',
      inUse: true,
      rules: { confirmed: 1 },
      sources: [{ confidence: 'confirmed' }],
    });
    expect((await get('administrator', 'rule-packs/none')).body).toMatchObject({
      status: 404,
      code: 'RULE_PACK_NOT_FOUND',
    });
  });
});

describe('jobs', () => {
  const retry = async (id: string) =>
    request(edge.app)
      .post(`/api/v1/jobs/${encodeURIComponent(id)}/retry`)
      .set(...(await edge.as('administrator')));

  it('are listed by state, those that failed unless others are asked for', async () => {
    const { body } = await get('administrator', 'jobs?limit=7&offset=2');
    expect(body).toEqual({
      items: [{ ...failedJob, process: 'certificate/D1.1.1' }],
      counts: { waiting: 0, active: 0, completed: 3, failed: 1 },
    });
    expect(edge.services.asked.at(-1)).toMatchObject({ method: 'jobs', what: { state: 'failed', limit: 7, offset: 2 } });
    expect((await get('administrator', 'jobs?state=active')).body.items).toEqual([]);
    expect((await get('administrator', 'jobs?state=done')).status).toBe(422);
  });

  it('are tried again; what is no job is not found', async () => {
    expect((await retry(failedJob.id)).body).toMatchObject({ id: failedJob.id, state: 'waiting' });
    expect((await retry('certificate/D9#1.0')).body).toMatchObject({ status: 404, code: 'JOB_NOT_FOUND' });
  });

  it('say so while their queue is away', async () => {
    const away = async () => Promise.reject(new RefusedError(jobsUnreachable));
    const without = await createTestEdge({ jobs: { list: away, counts: away, retry: away } });
    const { status, body } = await request(without.app)
      .get('/api/v1/jobs')
      .set(...(await without.as('administrator')));
    expect([status, body.code]).toEqual([503, 'JOBS_UNREACHABLE']);
  });
});
