import request from 'supertest';
import type { Role } from '../../services/contract.ts';
import { preparationRunId, samplingRunId } from '../testing/plant.fixture.ts';
import { createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';

describe('what a screen is told of plant and runs', () => {
  let edge: TestEdge;
  beforeAll(async () => {
    edge = await createTestEdge();
  });
  const get = async (role: Role, path: string) =>
    request(edge.app)
      .get(`/api/v1/${path}`)
      .set(...(await edge.as(role)));
  const run = (id: string) => `runs/${encodeURIComponent(id)}`;

  it('a unit is described without tags that identify a sample, its runs named to their stage only', async () => {
    const sampler = (await get('sampler', 'units/CS-01')).body;
    expect(sampler).toMatchObject({
      unit: 'CS-01',
      state: { value: 'Execute' },
      holders: [{ run: samplingRunId }],
    });
    expect(
      sampler.stages.flatMap(({ tags }: { tags: { name: string }[] }) => tags.map(({ name }) => name)),
    ).toEqual(['Act.BeltFlow']);
    expect(
      sampler.commands.map(({ command, possible }: { command: string; possible: boolean }) => [
        command,
        possible,
      ]),
    ).toEqual([
      ['hold', true],
      ['resume', false],
    ]);
    const preparer = (await get('preparer', 'units/CS-01')).body;
    expect([preparer.holders[0].run, preparer.commands]).toEqual([null, []]);
    expect(JSON.stringify(preparer)).not.toContain(samplingRunId);
    // Who watches over everything sees the run and commands none.
    expect((await get('officer', 'units/CS-01')).body.commands).toEqual([]);
    expect((await get('sampler', 'units/XX-01')).body).toMatchObject({ status: 404, code: 'UNIT_NOT_FOUND' });
  });

  it('a run is told whole to its own stage, and is not there for another', async () => {
    const own = (await get('sampler', run(samplingRunId))).body;
    expect(own).toMatchObject({
      machine: { value: 'sampling', paths: ['sampling'] },
      increments: [{ number: 1, state: 'void', unit: 'kg', container: 1 }],
      commands: [{ command: 'hold', by: { kind: 'person', name: 'Person sampler' }, status: 'done' }],
      timers: [{ state: 'counting' }],
      conformance: { voided: 1, judged: null },
      setup: { passed: expect.any(Number), toDo: expect.any(Number) },
    });
    expect((await get('officer', run(samplingRunId))).body).toMatchObject({
      possible: [],
      conformance: { judged: { validity: 'SUSPECT', findings: ['RECORDS_LOST'] } },
    });
    expect((await get('preparer', run(samplingRunId))).body).toMatchObject({
      status: 404,
      code: 'RUN_NOT_FOUND',
    });
    expect((await get('sampler', run(preparationRunId))).status).toBe(404);
    expect((await get('preparer', run(preparationRunId))).body.possible).toHaveLength(2);
  });

  it('commands of a unit are paged, and tell another stage neither run nor person nor reason', async () => {
    const own = (await get('sampler', 'units/CS-01/commands')).body;
    expect(own).toMatchObject({
      items: [{ run: samplingRunId, reason: 'Wet coal sticks to the cutter.' }],
      next: '41',
    });
    expect((await get('sampler', `units/CS-01/commands?after=${own.next}`)).body.items).toEqual([]);
    const other = (await get('preparer', 'units/CS-01/commands')).body.items[0];
    expect(other).toMatchObject({
      run: null,
      id: null,
      by: null,
      reason: null,
      cause: null,
      definition: 'coal-sampling',
      command: 'hold',
    });
  });

  it('curves are asked for by one to eight tags, over the last hour when nobody says', async () => {
    const { body } = await get('preparer', 'units/CS-01/trends?tag=Act.BeltFlow&tag=Act.CrusherOn');
    expect(body).toMatchObject({
      from: '2026-05-04T02:21:00.000Z',
      to: '2026-05-04T03:21:00.000Z',
      width_s: 12,
    });
    expect(body.series.map(({ tag }: { tag: string }) => tag)).toEqual(['Act.BeltFlow', 'Act.CrusherOn']);
    expect((await get('sampler', 'units/CS-01/trends')).body).toMatchObject({
      status: 422,
      errors: [{ field: 'tag' }],
    });
    expect((await get('sampler', `units/CS-01/trends?${'tag=a&'.repeat(9)}`)).status).toBe(422);
    expect((await get('sampler', 'units/CS-01/trends?tag=a&points=2001')).status).toBe(422);
    expect((await get('analyst', 'units/CS-01/trends?tag=a')).status).toBe(403);
  });
});
