import type { OpenApiDocument } from '../../orchestrator/http/openapi.ts';
import type { Role } from '../../orchestrator/services/contract.ts';
import { password } from '../../orchestrator/http/testing/test-edge.ts';
import { caller, issued, testBottle } from '../../orchestrator/services/testing/house.ts';
import type { JournalEntry } from '../../orchestrator/storage/ports.ts';
import type { AssayTaskView } from '../../orchestrator/views/model.ts';
import { blindCodeFrom } from '../../workflows/custody/blind-code.ts';
import { crawl } from '../support/blindness/crawl.ts';
import type { Exchange } from '../support/blindness/exchange.ts';
import { plantedMarks } from '../support/blindness/planted.ts';
import { saidIn } from '../support/blindness/said.ts';
import { codesOf, heldProcess, openBlindScene, stageOfProcess } from '../support/blindness/scene.ts';
import type { BlindScene, BlindStage } from '../support/blindness/scene.ts';
import { itWith } from '../support/tools.ts';
import { allAssays } from '../../orchestrator/services/testing/listed.ts';

/** Each crawl asks for hundreds of things and prints a dozen labels: seconds alone, more beside other tests. */
jest.setTimeout(120_000);

const stageOfRole = {
  sampler: 'sampling',
  preparer: 'preparation',
  analyst: 'assay',
  reviewer: 'assay',
} as const;
type BlindRole = keyof typeof stageOfRole;
const blindRoles = Object.keys(stageOfRole) as readonly BlindRole[];

/** Who tests one's samples, too, is not for who determines them. */
const otherLaboratory = 'ZQOTHER-LABORATORY';

const instant = /^\d{4}-\d\d-\d\dT/;

/** What each must get to see, or the test would look at nothing. */
const reachedBy: Readonly<Record<BlindRole, readonly string[]>> = {
  sampler: [
    '/api/v1/stream',
    '/api/v1/runs',
    '/api/v1/units',
    '/api/v1/schedule',
    '/api/v1/alarms',
    '/api/v1/labels/{code}',
    '/api/v1/samples/{code}/journey',
  ],
  preparer: [
    '/api/v1/stream',
    '/api/v1/runs',
    '/api/v1/handlings/{id}',
    '/api/v1/labels/{code}',
    '/api/v1/samples/{code}/journey',
  ],
  analyst: ['/api/v1/stream', '/api/v1/bench/tasks/{code}', '/api/v1/labels/{code}', '/api/v1/samples/{code}/journey'],
  reviewer: ['/api/v1/stream', '/api/v1/bench/tasks/{code}', '/api/v1/labels/{code}', '/api/v1/samples/{code}/journey'],
};

describe('whoever works blind', () => {
  let scene: BlindScene;
  let document: OpenApiDocument;
  beforeAll(async () => {
    scene = await openBlindScene();
    document = await scene.board.json('administrator', { method: 'get', path: '/openapi.json' });
  });
  afterAll(() => scene.house.stop());

  const heardBy = (role: Role) => scene.board.exchanges.filter((exchange) => exchange.role === role);
  const foreignCodes = (own: BlindStage): readonly string[] =>
    [...codesOf(scene.house)].flatMap(([stage, codes]) => (stage === own ? [] : [...codes]));
  /** Instants at which something happened in another stage or in the office, and nothing in one's own. */
  const foreignTimes = (own: BlindStage): readonly string[] => {
    const at = ({ body }: JournalEntry) => (JSON.parse(body) as { input: { at: string } }).input.at;
    const ours = ({ process }: JournalEntry) =>
      stageOfProcess(process) === own || process.startsWith('plant-unit/');
    const { entries } = scene.house.journal;
    const known = new Set(entries.filter(ours).map(at));
    const elsewhere = entries.filter(
      ({ process }) => stageOfProcess(process) ?? process.startsWith('consignment/'),
    );
    return [...new Set(elsewhere.map(at))].filter((time) => !known.has(time));
  };
  const leaks = (exchange: Exchange, forbidden: readonly string[]) => {
    const said = saidIn(exchange);
    // Its spans are counted back from the moment of asking, so they can begin at any second.
    const instants = !exchange.request.includes('/alarms/statistics');
    const found = forbidden.filter((mark) => (instants || !instant.test(mark)) && said.includes(mark));
    return found.length === 0
      ? []
      : [`${exchange.role}: ${exchange.request} → ${found.slice(0, 5).join(', ')}`];
  };

  it('is at three cargoes with samples in the laboratory', async () => {
    const consignments = (await scene.house.operator.consignments({ limit: 100 })).items;
    expect(consignments.map(({ kind }) => kind).sort()).toEqual(['coal', 'grain', 'petroleum']);
    for (const codes of codesOf(scene.house).values()) expect(codes.size).toBeGreaterThan(2);
  });

  for (const role of blindRoles) {
    itWith(
      ['pdftotext', 'pdfinfo'],
      `${role}: finds neither cargo, nor another stage's codes or times`,
      async () => {
        const own = stageOfRole[role];
        const { reached } = await crawl(scene.board, document, {
          role,
          withCalculations: role === 'analyst',
        });
        expect([...reached]).toEqual(expect.arrayContaining([...reachedBy[role]]));
        const forbidden = [...plantedMarks, ...foreignCodes(own), ...foreignTimes(own)];
        expect(heardBy(role).flatMap((exchange) => leaks(exchange, forbidden))).toEqual([]);
      },
    );

    it(`${role}: is told the same of another stage's code as of none`, async () => {
      const unknown = blindCodeFrom(Uint8Array.from([9, 8, 7, 6, 5, 4, 3, 2]));
      const answers = async (code: string) => {
        const told = [];
        for (const path of [
          `/api/v1/labels/${code}`,
          `/api/v1/samples/${code}/journey`,
          `/api/v1/bench/tasks/${code}`,
        ]) {
          const { status, bytes } = await scene.board.send(role, { method: 'get', path });
          const problem = JSON.parse(bytes.toString('utf8').replaceAll(code, '')) as Record<string, unknown>;
          told.push({ status, ...problem, instance: '' });
        }
        return told;
      };
      const ofNone = await answers(unknown);
      for (const code of foreignCodes(stageOfRole[role])) expect(await answers(code)).toEqual(ofNone);
    });
  }

  it('is looked at with eyes that see: what the office reads is full of marks, codes and times', async () => {
    const list = await scene.board.send('officer', { method: 'get', path: '/api/v1/consignments' });
    expect(leaks(list, plantedMarks)).not.toEqual([]);
    const [consignment] = (await scene.house.operator.consignments({ limit: 100 })).items;
    const path = `/api/v1/consignments/${encodeURIComponent(consignment?.id ?? '')}/journey`;
    const journey = await scene.board.send('custodian', { method: 'get', path });
    expect(leaks(journey, foreignCodes('sampling'))).not.toEqual([]);
    expect(leaks(journey, foreignTimes('sampling'))).not.toEqual([]);
  });

  it('leaves the whole way of what people handled to those who may decode', async () => {
    const consignments = (await scene.house.operator.consignments({ limit: 100 })).items;
    for (const { id } of consignments.filter(({ kind }) => kind !== 'coal')) {
      const path = `/api/v1/consignments/${encodeURIComponent(id)}/journey`;
      const { events, nodes } = await scene.board.json<{
        events: { step: string }[];
        nodes: { holder: string | null }[];
      }>('custodian', { method: 'get', path });
      expect(events.map(({ step }) => step)).toEqual(
        expect.arrayContaining(['received', 'weighed', 'mixed', 'filled', 'handed-over', 'assay-received']),
      );
      expect(nodes.filter(({ holder }) => holder === 'custodian').length).toBeGreaterThan(1);
    }
  });

  it('leaves in the log no more of a cargo than the names of processes, and no secret', async () => {
    const lines = scene.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ process }) => process)).toContain(heldProcess);
    for (const { process: _process, effect: _effect, ...rest } of lines) {
      const said = JSON.stringify(rest);
      expect(plantedMarks.filter((mark) => said.includes(mark))).toEqual([]);
    }
    const [, token] = await scene.edge.as('analyst');
    const all = [...scene.log, ...scene.edge.log].join('');
    expect(all).toContain('/api/v1/session');
    for (const secret of [password, token.replace('Bearer ', '')]) expect(all).not.toContain(secret);
  });

  describe('once a cargo is tested, decoded and certified', () => {
    let certificateNo: string;
    /** What was said before is looked at above. */
    let before: number;
    beforeAll(async () => {
      const { house, board } = scene;
      before = board.exchanges.length;
      const coal = (await house.operator.consignments({ limit: 100 })).items.find(({ kind }) => kind === 'coal');
      if (!coal) throw new Error('there is no coal');
      const bottles = new Set((await house.operator.lineage(coal.id)).map(({ code }) => code));
      const tasks = (await allAssays(house.operator)).filter(({ code }) => bottles.has(code));
      const pathTo = ({ code }: AssayTaskView, what: string) => `/api/v1/bench/tasks/${code}/${what}`;
      const accept = { decision: 'ACCEPT' };
      for (const task of tasks) {
        const items = task.items.map(({ definition }) => definition.item);
        if (items.includes('Mt'))
          for (const _ of [1, 2]) {
            const body = { item: 'Mt', value: '14.2' };
            await board.json('analyst', { method: 'post', path: pathTo(task, 'determinations'), body });
          }
        else await testBottle(house.operator, task.code);
        await board.json('reviewer', { method: 'post', path: pathTo(task, 'reviews'), body: accept });
        if (!items.includes('A')) continue;
        const values = [{ item: 'A', basis: 'd' as const, results: ['11.20'] }];
        const report = { laboratory: otherLaboratory, reportNo: 'R-1', reportedOn: '2026-03-05', values };
        await house.laboratoryComparison.enterReport(caller('second'), task.code, report);
      }
      certificateNo = await issued(house, coal.id);
    });

    it.each(['analyst', 'reviewer'] as const)(
      '%s: finds neither it, nor what cargoes that are still under test are',
      async (role) => {
        const { reached } = await crawl(scene.board, document, { role, withCalculations: false });
        expect([...reached]).toEqual(expect.arrayContaining([...reachedBy[role]]));
        const tasks = await allAssays(scene.house.operator);
        expect(new Set(tasks.map(({ status }) => status))).toEqual(new Set(['approved', 'testing']));
        const forbidden = [
          ...plantedMarks,
          ...foreignCodes('assay'),
          ...foreignTimes('assay'),
          certificateNo,
          ...(role === 'analyst' ? [otherLaboratory] : []),
        ];
        const heard = scene.board.exchanges.slice(before).filter((exchange) => exchange.role === role);
        expect(heard.flatMap((exchange) => leaks(exchange, forbidden))).toEqual([]);
      },
    );

    it('tells the reviewer what another laboratory found, and the analyst not that it was asked', async () => {
      const wish = { method: 'get', path: '/api/v1/laboratory-comparisons' } as const;
      expect(saidIn(await scene.board.send('reviewer', wish))).toContain(otherLaboratory);
      expect((await scene.board.send('analyst', wish)).status).toBe(403);
    });
  });
});
