import { isSampling } from '../../../workflows/sampler-run/kinds.ts';
import type { ContainerView } from '../../../orchestrator/views/model.ts';
import type { World } from './world.ts';

/** What holds at the end of every scenario, whatever happened in it. */
export async function expectSound(world: World): Promise<void> {
  await nothingLost(world);
  for (const id of world.declared.keys()) oneTree(await world.lineage(id));
  await numbersWithoutGaps(world);
  await codesOfOneStageOnly(world);
}

/** Each increment the plant counted is in the run of its sample, and no run has others. */
async function nothingLost(world: World): Promise<void> {
  const runs = (await world.runs()).filter(({ definition }) => isSampling(definition));
  const told = runs.map(({ sampleCode, incrementsTaken, incrementsByHand, interventions }) => {
    const voided = interventions.filter(({ kind, status }) => kind === 'void-increment' && status === 'done');
    return [sampleCode, (incrementsTaken ?? 0) - (incrementsByHand ?? 0) + voided.length];
  });
  const counted = new Map<string, number>(runs.map(({ sampleCode }) => [sampleCode, 0]));
  for (const { event, sampleId = '' } of world.plantLog())
    if (event === 'increment' || event === 'grab') counted.set(sampleId, (counted.get(sampleId) ?? 0) + 1);
  expect(runs.length).toBeGreaterThan(0);
  expect([...counted].sort()).toEqual(told.sort());
}

/** All of a cargo comes of one lot, and nothing weighs more than what it was made of. */
function oneTree(containers: readonly ContainerView[]): void {
  const byCode = new Map(containers.map((container) => [container.code, container]));
  expect(byCode.size).toBe(containers.length);
  expect(containers.filter(({ parent }) => parent === null).map(({ kind }) => kind)).toEqual(['lot']);
  for (const { code, mass, parent } of containers) {
    expect([code, Number(mass) > 0]).toEqual([code, true]);
    if (parent === null) continue;
    const source = byCode.get(parent);
    expect([code, source !== undefined]).toEqual([code, true]);
    expect([code, Number(mass) <= Number(source?.mass)]).toEqual([code, true]);
  }
  expect(containers.filter(({ kind }) => kind !== 'lot').length).toBeGreaterThan(1);
}

async function numbersWithoutGaps(world: World): Promise<void> {
  const issued = (await world.certificates()).flatMap(({ number }) => (number === null ? [] : [Number(number.slice(-6))]));
  expect(issued.sort((a, b) => a - b)).toEqual(issued.map((_, index) => index + 1));
  expect(issued.length).toBeGreaterThan(0);
}

/** Analysts see the codes of their bottles, and none under which samples were taken or prepared. */
async function codesOfOneStageOnly(world: World): Promise<void> {
  const tasks = (status: string) => world.as('analyst1').all(`/api/v1/bench/tasks?status=${status}`);
  const heard = JSON.stringify([await tasks('open'), await tasks('approved')]);
  const foreign = (await world.runs()).map(({ sampleCode }) => sampleCode).filter((code) => heard.includes(code));
  expect(foreign).toEqual([]);
  const ours = (await Promise.all([...world.declared.keys()].map((id) => world.lineage(id)))).flat();
  expect(ours.filter(({ code }) => heard.includes(code)).length).toBeGreaterThan(0);
}
