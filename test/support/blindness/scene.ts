import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { telltaleJpeg } from '../../../orchestrator/evidence/evidence.fixture.ts';
import { createTestEdge } from '../../../orchestrator/http/testing/test-edge.ts';
import { openDisplays } from '../../../orchestrator/composition/displays.ts';
import { createPlantInsight } from '../../../orchestrator/services/plant-insight.ts';
import { createShiftReportService } from '../../../orchestrator/services/shift-report.ts';
import { createStatisticsService } from '../../../orchestrator/services/statistics.ts';
import { endingStreams } from '../../../orchestrator/http/testing/live.fixture.ts';
import type { TestEdge } from '../../../orchestrator/http/testing/test-edge.ts';
import { createInstrumentList } from '../../../orchestrator/instruments/list.ts';
import { createSamplePipeline } from '../../../orchestrator/services/sample-pipeline.ts';
import { createInstrumentResults } from '../../../orchestrator/instruments/import.ts';
import type { Declaration } from '../../../orchestrator/services/contract.ts';
import { createJourneyService } from '../../../orchestrator/services/journey.ts';
import { createLabelService } from '../../../orchestrator/services/labels.ts';
import { createOperatorService } from '../../../orchestrator/services/operator.ts';
import { createScheduleService } from '../../../orchestrator/services/schedule.ts';
import { alarmCatalogue, openHouse, packs, site } from '../../../orchestrator/services/testing/house.ts';
import type { House } from '../../../orchestrator/services/testing/house.ts';
import type { HandlingView } from '../../../orchestrator/views/handling-view.ts';
import type { UnitDriver } from '../../../plc-adapters/unit-driver.ts';
import type { UnitId } from '../../../workflows/kernel/brand.ts';
import { processId, unitId } from '../../../workflows/kernel/brand.ts';
import type { HandlingContext } from '../../../workflows/sample-handling/handling.ts';
import type { BottleRule, HandlingStep } from '../../../workflows/sample-handling/recipe.ts';
import { Switchboard } from './exchange.ts';
import { plantedCoal, plantedGrain, plantedOil } from './planted.ts';

/** Grabs are taken as often as the extractor can: the demonstration takes few, for the sake of its speed. */
const port: typeof site = {
  ...site,
  units: site.units.map((unit) =>
    unit.inLine ? { ...unit, inLine: { ...unit.inLine, fastestRate_grabs_per_min: '30' } } : unit,
  ),
};

/** Named, as every process of the office, after a declaration. */
export const heldProcess = processId('consignment/ZQMARK-DECL-HELD.1');

export interface BlindScene {
  readonly house: House;
  readonly edge: TestEdge;
  readonly board: Switchboard;
  /** What engine and effects logged; what requests left in the log is with the exchanges. */
  readonly log: readonly string[];
}

/** A unit whose screen shows every blind code there is, under the names PLCs give them. */
function tellingUnit(unit: UnitId, house: House): UnitDriver {
  const never = () => Promise.reject(new Error('this unit is only looked at'));
  const snapshot = () => {
    const codes = [...codesOf(house).values()].flatMap((of) => [...of]).join(' ');
    const tags = [
      'Cmd.SampleId',
      'Cmd.LotId',
      'Cmd.JobId',
      'Packing.Set.Barcode',
      'Packing.Set.LabelText',
      'Evt.Rec[0].SampleId',
    ];
    const readings = tags.map(
      (tag) => [tag, { value: codes, quality: 'good' as const, sourceTime: house.clock() }] as const,
    );
    return { unit, readAt: house.clock(), live: true, reason: null, readings: Object.fromEntries(readings) };
  };
  return { unit, totalTag: null, start: never, stop: never, snapshot, read: never, execute: never };
}

const stageOfDefinition: Readonly<Record<string, BlindStage>> = {
  'coal-sampling': 'sampling',
  'grain-sampling': 'sampling',
  'petroleum-sampling': 'sampling',
  'coal-preparation': 'preparation',
  'sample-handling': 'preparation',
  assay: 'assay',
};
export const blindStages = ['sampling', 'preparation', 'assay'] as const;
export type BlindStage = (typeof blindStages)[number];

/** The stage a process belongs to; undefined for those of none. */
export const stageOfProcess = (process: string): BlindStage | undefined =>
  stageOfDefinition[process.slice(0, process.indexOf('/'))];

/** The blind codes of each stage, as the journal has them: drawn codes, whatever became of them. */
export function codesOf({ journal }: House): ReadonlyMap<BlindStage, ReadonlySet<string>> {
  const codes = new Map(blindStages.map((stage) => [stage, new Set<string>()]));
  for (const { body } of journal.entries) {
    const { event } = (
      JSON.parse(body) as { input: { event: { type: string; stage?: BlindStage; codes?: string[] } } }
    ).input;
    if (event.type !== 'codes.drawn' || !event.stage) continue;
    for (const code of event.codes ?? []) codes.get(event.stage)?.add(code);
  }
  return codes;
}

/** Coal, grain and oil, declared with what can be recognised, and brought to the laboratory through the HTTP edge. */
export async function openBlindScene(): Promise<BlindScene> {
  const log: string[] = [];
  const house = await openHouse(port, pino({ level: 'debug' }, { write: (line: string) => log.push(line) }));
  const { engine, views, clock, journal, blobs, projector, stop: _, ...services } = house;
  let ids = 0;
  const deps = { engine, views, clock, newId: () => `scene-${(ids += 1)}` };
  const drivers = new Map(port.units.map(({ unit }) => [unitId(unit), tellingUnit(unitId(unit), house)]));
  const operator = createOperatorService({ ...deps, journal, blobs, site: port, packs, drivers });
  const edge = await createTestEdge({
    ...services,
    operator,
    schedule: createScheduleService({ ...deps, site: port }),
    instruments: {
      ...createInstrumentResults({ ...deps, journal, blobs, operator, instruments: [] }),
      ...createInstrumentList(views, []),
    },
    pipeline: createSamplePipeline(views),
    labels: createLabelService(deps),
    journey: createJourneyService({ engine, views, journal }),
    statistics: createStatisticsService({ ...deps, blindControl: house.blindControl }, alarmCatalogue),
    shiftReports: createShiftReportService({ ...deps, site: port }, alarmCatalogue),
    plant: createPlantInsight({
      ...deps,
      drivers,
      described: openDisplays(port),
      catalogue: alarmCatalogue,
      telemetry: { read: () => Promise.resolve({ width: 1, source: 'raw', buckets: [] }) },
    }),
    live: endingStreams({ snapshots: () => [...drivers.values()].map((driver) => driver.snapshot()), projector }),
  });
  const scene = { house, edge, board: new Switchboard(edge), log };
  for (const declaration of [plantedCoal, plantedGrain, plantedOil]) await declare(scene, declaration);
  await handleAll(scene);
  await holdOne(scene);
  await until(async () => {
    const consignments = (await house.operator.consignments({ limit: 100 })).items;
    return consignments.every(
      ({ units }) => units.length > 0 && units.every(({ stage }) => stage === 'testing'),
    );
  });
  return scene;
}

/** Hundreds of records of three ships go through the engine first: a slow machine takes its time. */
const patience = 25_000;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < patience; await sleep(20))
    if (await isSo()) return;
  throw new Error('the samples did not come to the laboratory');
}

async function declare({ board }: BlindScene, declaration: Declaration): Promise<void> {
  await board.json('officer', { method: 'post', path: '/api/v1/consignments', body: declaration });
}

/** Something of the office is on hold, as after a fault of the program: there is an alarm, and lines in the log. */
async function holdOne({ house }: BlindScene): Promise<void> {
  const { engine, clock } = house;
  const actor = { kind: 'system', id: 'test' } as const;
  const event = { type: 'process.start', input: {} };
  await engine.start('consignment', heldProcess, { id: 'held', at: clock(), actor, event });
}

/** People handle what is not coal, step by step, as its recipe says; each step is told through the interface. */
async function handleAll({ house, board }: BlindScene): Promise<void> {
  await until(async () => (await house.handling.open()).length === 2);
  const wish = { method: 'get' as const, path: '/api/v1/handlings' };
  const { items: open } = await board.json<{ items: HandlingView[] }>('preparer', wish);
  const photo = await board.json<{ sha256: string }>('preparer', {
    method: 'post',
    path: '/api/v1/evidence',
    body: telltaleJpeg,
    headers: { 'Content-Type': 'image/jpeg' },
  });
  for (const { id, steps } of open) {
    const { order } = (await house.engine.find(id))?.state?.snapshot.context as HandlingContext;
    const path = `/api/v1/handlings/${encodeURIComponent(id)}`;
    for (const step of steps) {
      const data = { ...dataOf(step, order), evidence: [photo.sha256] };
      const told = await board.json<HandlingView>('preparer', {
        method: 'post',
        path: `${path}/steps`,
        body: { step: step.id, data },
      });
      const waiting = told.tasks.find(({ what }) => what === 'confirm');
      if (!waiting) continue;
      await board.json(step.kind === 'hand-over' ? 'custodian' : 'officer', {
        method: 'post',
        path: `${path}/settlements`,
        body: { decision: 'CONFIRM', numbers: [waiting.record] },
      });
    }
  }
}

const kg = (mass: number) => mass.toFixed(4);
/** Of the oil of the obedient plant, 850 kg/m³. */
const millilitres = (mass: number) => ((mass * 1000) / 0.85).toFixed(1);
const grown = 1.03;

/** What somebody who works well tells of a step. */
function dataOf(step: HandlingStep, { containers }: HandlingContext['order']): object {
  const mass = containers.reduce((sum, container) => sum + Number(container.mass), 0);
  const { kind } = step;
  const told = <Data extends object>(data: Data) => ({ kind, ...data });
  switch (step.kind) {
    case 'receive':
      return told({
        balanceId: 'W-1',
        missing: [],
        containers: containers.map((container) => ({
          position: container.position,
          seal: container.seal,
          // What is not measured by volume seems to have grown on its way, so that its sample is suspect and an alarm stands.
          gross_kg: kg(Number(container.mass) * (step.fill_pct ? 1 : grown) + 1),
          tare_kg: '1',
          ...(step.fill_pct && { volume_mL: millilitres(Number(container.mass)), capacity_mL: '10000' }),
        })),
      });
    case 'weigh':
      return told({ balanceId: 'W-1', gross_kg: kg(mass + 1), tare_kg: '1' });
    case 'mix':
      return told({ mixerId: 'M-1', ...Object.fromEntries(step.measures.map(({ field }) => [field, '5'])) });
    case 'divide':
      return told({
        apparatus: step.apparatus[0] ?? '',
        passes: 2,
        massIn_kg: kg(mass),
        parts: step.parts.map(({ id }) => ({ part: id, mass_kg: kg(mass / 2 / step.parts.length) })),
        rejected_kg: kg(mass / 2),
      });
    case 'sub-sample':
      return told({ tool: 'pipette', bottles: bottles(step.bottles, mass / 8) });
    case 'fill':
      return told({ bottles: bottles(step.bottles, mass / 8), rejected_kg: kg(mass / 4) });
    case 'photo':
      return told({});
    case 'hand-over':
      return told({ receivedBy: 'custodian', place: 'room 2', condition: 'sealed' });
  }
}

const bottles = (rules: readonly BottleRule[], mass: number) =>
  rules.flatMap(({ kind, count, closures, fill_pct }) =>
    Array.from({ length: count }, (_, index) => ({
      kind,
      mass_kg: kg(mass),
      closure: closures?.[0] ?? 'screw-cap',
      seal: `${kind}-${index + 1}`,
      ...(fill_pct && { volume_mL: '700', capacity_mL: '1000' }),
    })),
  );
