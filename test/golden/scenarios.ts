import { photoOf } from '../../orchestrator/demo/duties/photo.ts';
import { readInstrument } from '../../orchestrator/demo/duties/instruments.ts';
import { tellStep } from '../../orchestrator/demo/duties/handling-steps.ts';
import { commodities, demonstrationShips } from '../../orchestrator/demo/ship.ts';
import type { Commodity } from '../../orchestrator/demo/ship.ts';
import { decodeBody } from '../../orchestrator/engine/entry.ts';
import { caller, eventually, issued, openHouse } from '../../orchestrator/services/testing/house.ts';
import type { House } from '../../orchestrator/services/testing/house.ts';
import type { JournalEntry } from '../../orchestrator/storage/ports.ts';
import type { HandlingView } from '../../orchestrator/views/handling-view.ts';
import type { AssayTaskView } from '../../orchestrator/views/model.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { HandlingOrder } from '../../workflows/sample-handling/handling.ts';
import { needsEvidence } from '../../workflows/sample-handling/recipe.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import type { SamplerOrder } from '../../workflows/sampler-run/run.ts';
import { allAssays } from '../../orchestrator/services/testing/listed.ts';

/** The demonstration's cargoes, each from declaration to customs' decision, with something on the way that need not be. */

export const scenarios = commodities;

/** Of the soybeans one hold, which is no larger than what the house's plant cuts. */
const holdOfSoybeans = decimalString('2000');
const cargoes = {
  ...demonstrationShips,
  grain: {
    ...demonstrationShips.grain,
    declaredMass: holdOfSoybeans,
    holds: [{ name: '2', mass: holdOfSoybeans }],
  },
};

/** Of the oil that is sampled, kg/L. */
const oilDensity = 0.85;

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
}

/** Plays one cargo in a house of its own and hands out its journal. */
export async function record(commodity: Commodity): Promise<readonly JournalEntry[]> {
  const house = await openHouse();
  try {
    disturb(house);
    const { id } = must(await house.operator.declare(caller('agent'), cargoes[commodity]));
    await eventually(async () => {
      await workOn(house, id);
      return (await house.operator.consignment(id))?.status === 'decoding';
    });
    await issued(house, id);
    return house.journal.entries;
  } finally {
    await house.stop();
  }
}

/**
 * Within the first sampling the PLC restarts, which casts a doubt on the sample, and a person has an increment not count, which another
 * confirms. Begun while increments are committed: a sampling of this plant is over at once.
 */
function disturb({ journal, engine, operator, clock }: House): void {
  let taken = 0;
  journal.beforeAppend = (batch) => {
    for (const { process, body } of batch) {
      const { input, snapshot } = decodeBody(body);
      if (input.event.type !== 'record.increment') continue;
      taken += 1;
      if (taken === 2) {
        const { sampler } = (snapshot?.context as { readonly order: SamplerOrder }).order;
        const restarted = { type: 'plant.boot', bootCounter: 2, previous: 1 };
        void engine.submit(plantUnitProcess(sampler), {
          id: 'restart',
          at: clock(),
          actor: { kind: 'plant', id: 'plant' },
          event: restarted,
        });
      }
      if (taken === 4) void voidIncrement(operator, process);
    }
  };
}

async function voidIncrement(operator: House['operator'], run: ProcessId): Promise<void> {
  const deed = { kind: 'void-increment', increment: 1 } as const;
  must(
    await operator.intervene(caller('operator'), run, { deed, reason: 'The cutter dragged lumps along.' }),
  );
  must(await operator.settleInterventions(caller('witness'), run, { decision: 'CONFIRM', numbers: [1] }));
}

/** Everybody does what there is to do now. */
async function workOn(house: House, id: ProcessId): Promise<void> {
  const { operator } = house;
  for (const { no, validity, officer } of (await operator.consignment(id))?.units ?? [])
    if (validity === 'SUSPECT' && !officer) {
      const decision = { unitNo: no, decision: 'ACCEPT', reason: 'The plant record was looked at.' } as const;
      must(await operator.decideValidity(caller('officer'), id, decision));
    }
  for (const handling of await house.handling.open()) await handle(house, handling);
  for (const task of await allAssays(operator)) {
    if (task.status === 'in-review') await review(operator, task);
    if (task.status === 'testing') await analyse(operator, task);
  }
}

async function analyse(operator: House['operator'], { code, items }: AssayTaskView): Promise<void> {
  for (const { definition, determinations, round, verdict } of items) {
    if (verdict.kind !== 'need-more') continue;
    const run = determinations.length + 1;
    const { item } = definition;
    const value = readInstrument(1, { code, definition, round, run });
    const analyst = caller(run % 2 === 1 ? 'analyst1' : 'analyst2');
    must(
      await operator.enterDetermination(analyst, code, {
        id: `${code}/${item}/${round}/${run}`,
        item,
        value,
      }),
    );
  }
}

async function review(operator: House['operator'], { code, items }: AssayTaskView): Promise<void> {
  const withoutPrecision = items.flatMap(({ verdict, definition }) =>
    verdict.kind === 'precision-not-known' ? [definition.item] : [],
  );
  must(await operator.reviewAssay(caller('reviewer'), code, { decision: 'ACCEPT', withoutPrecision }));
}

/** One person does the next step of a handling, or another confirms what was told. */
async function handle(
  { journal, handling, evidence }: House,
  { id, tasks, steps }: HandlingView,
): Promise<void> {
  const [task] = tasks;
  const step = steps.find((each) => each.id === task?.step);
  const view = await handling.handling(id);
  if (!task || !step || !view) return;
  if (task.record !== null) {
    const word = { decision: 'CONFIRM', numbers: [task.record] } as const;
    must(await handling.settle(caller(task.onlyBy ?? 'witness'), id, word));
    return;
  }
  const [begun] = await journal.read(id);
  const { order } = (begun && decodeBody(begun.body).input.event['input']) as {
    readonly order: HandlingOrder;
  };
  const containers = order.containers.map(({ seal, mass }, place) => ({
    unit: '',
    place,
    seal,
    kilograms: Number(mass),
    millilitres: (Number(mass) / oilDensity) * 1000,
  }));
  const photo = needsEvidence(step)
    ? [must(await evidence.store(caller('technician'), photoOf(1, view.sampleCode))).sha256]
    : [];
  const data = tellStep(step, view, { containers, evidence: photo, receivedBy: 'custodian' });
  must(await handling.doStep(caller('technician'), id, { step: step.id, data }));
}
