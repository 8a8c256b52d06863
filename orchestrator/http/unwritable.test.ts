import request from 'supertest';
import { MemoryJournal } from '../engine/testing/memory-journal.ts';
import { openBench } from '../engine/testing/workbench.ts';
import { CommitWatch } from '../observability/commit-watch.ts';
import { createHealth } from '../observability/health.ts';
import { journalCheck } from '../observability/health-checks.ts';
import { JournalTakenOverError } from '../storage/ports.ts';
import { ok } from '../../workflows/kernel/refusal.ts';
import { consignment } from './testing/consignment.fixture.ts';
import { createFakeServices } from './testing/fake-services.ts';
import { createTestEdge } from './testing/test-edge.ts';
import { declarationExample } from './schemas/declaration.ts';

const withCode = (code: string, message: string) => Object.assign(new Error(message), { code });
const named = (name: string) => Object.assign(new Error('10.0.0.7:27017 timed out'), { name });

/** An edge whose declarations go through an engine into a journal that can be made to fail, and whose readiness is that journal's. */
async function given() {
  const commits = new CommitWatch(() => 0);
  const bench = openBench({ journal: new MemoryJournal(), observer: { commitBegins: commits.commitBegins } });
  await bench.start();
  const { operator } = createFakeServices();
  const edge = await createTestEdge({
    operator: {
      ...operator,
      declare: async (_caller, { declarationNo }) => {
        await bench.request(declarationNo, { type: 'add', n: 1 } as { type: string });
        return ok(consignment);
      },
    },
    health: createHealth([journalCheck(commits, () => 0)]),
  });
  const officer = await edge.as('officer');
  const declare = () =>
    request(edge.app)
      .post('/api/v1/consignments')
      .set(...officer)
      .set('Idempotency-Key', '0d3c7a4e-1111-4222-8333-944445555666')
      .send(declarationExample);
  const readiness = async () => (await request(edge.app).get('/readyz')).status;
  return { ...bench, edge, declare, readiness };
}

describe('a request that cannot be recorded', () => {
  it.each([
    [
      'the disk is full',
      withCode('SQLITE_FULL', 'SQLITE_FULL: database or disk is full'),
      'RECORD_NOT_WRITTEN',
    ],
    [
      'the disk cannot be read or written',
      withCode('SQLITE_IOERR', 'SQLITE_IOERR: disk I/O error'),
      'RECORD_NOT_WRITTEN',
    ],
    ['the database is away', named('MongoServerSelectionError'), 'RECORD_NOT_WRITTEN'],
    ['another node leads', new JournalTakenOverError(7), 'LEADER_SILENT'],
  ])(
    'is answered 503 with Retry-After while %s, and is done when it is sent again',
    async (_, fault, code) => {
      const { journal, edge, declare, readiness, context } = await given();
      expect(await readiness()).toBe(200);
      journal.beforeAppend = () => Promise.reject(fault);
      const answer = await declare();
      expect(answer.body).toMatchObject({
        status: 503,
        code,
        field: null,
        remedy: expect.stringContaining('Idempotency-Key'),
      });
      expect(answer.headers['retry-after']).toBe('5');
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      // Why is in the log, and told to nobody.
      expect(answer.text).not.toContain(fault.message);
      expect(edge.log.join('')).toContain(fault.message);
      expect([await readiness(), (await context()).sum]).toEqual([503, 0]);

      journal.beforeAppend = () => {};
      expect((await declare()).status).toBe(201);
      expect([await readiness(), (await context()).sum]).toEqual([200, 1]);
    },
  );

  it('is answered 503 while the process cannot be read', async () => {
    const { journal, declare } = await given();
    const again = openBench({ journal });
    journal.beforeLast = () => Promise.reject(named('MongoNetworkError'));
    await expect(again.request('x', { type: 'add' })).rejects.toMatchObject({
      name: 'NotRecordedError',
      because: 'journal',
    });
    journal.beforeLast = () => {};
    expect((await declare()).status).toBe(201);
  });

  it('is answered 503 by a server that stops', async () => {
    const { engine, declare } = await given();
    await engine.stop();
    expect((await declare()).body).toMatchObject({ status: 503, code: 'SERVER_STOPPING' });
  });

  it('because a file has no room is answered 503 as well; a fault of the program stays a 500', async () => {
    const { operator } = createFakeServices();
    for (const [fault, status] of [
      [withCode('ENOSPC', 'no space left on device, write /var/lib/quaylab/blobs/ab'), 503],
      [withCode('EBADF', 'bad file descriptor'), 500],
    ] as const) {
      const edge = await createTestEdge({ operator: { ...operator, declare: () => Promise.reject(fault) } });
      const answer = await request(edge.app)
        .post('/api/v1/consignments')
        .set(...(await edge.as('officer')))
        .set('Idempotency-Key', '0d3c7a4e-1111-4222-8333-944445555666')
        .send(declarationExample);
      expect([answer.status, answer.text.includes('/var/lib')]).toEqual([status, false]);
    }
  });
});
