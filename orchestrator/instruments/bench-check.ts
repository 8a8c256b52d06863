import { assayProcess } from '../../workflows/assay/task.ts';
import type { BlindCode } from '../../workflows/kernel/brand.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import { decideInput } from '../engine/decide.ts';
import type { Engine } from '../engine/engine.ts';
import type { Caller, OperatorService } from '../services/contract.ts';
import { personOf } from '../services/support.ts';
import type { ServiceDeps } from '../services/support.ts';
import type { Journal } from '../storage/ports.ts';
import type { AssayTaskView } from '../views/model.ts';
import { faultAt } from './determinations.ts';
import type { InstrumentDetermination } from './determinations.ts';
import type { ResultFault } from './result-file.ts';

/** A determination under the id it has for ever. */
export interface NamedDetermination extends InstrumentDetermination {
  readonly id: string;
}

export interface BenchDeps {
  readonly engine: Engine;
  readonly journal: Journal;
  readonly clock: ServiceDeps['clock'];
  readonly operator: Pick<OperatorService, 'assayTask' | 'enterDetermination'>;
}

export interface BenchCheck {
  readonly faults: readonly ResultFault[];
  /** Ids of those entered before. */
  readonly before: ReadonlySet<string>;
}

/** Whether an earlier file held this very row; `taken` are the ids of its sample's determinations. */
export type HeldEarlier = (determination: NamedDetermination, taken: readonly string[]) => Promise<boolean>;

/**
 * Puts determinations to the bench without entering any: each sample's own process is stepped through them in memory, so that
 * what it would refuse, and when an item has enough, is decided by it and by nothing else. Faults: `SAMPLE_UNKNOWN`,
 * `UNIT_NOT_OF_ITEM`, `RESULT_TAKEN_BEFORE`, `SAMPLE_ON_HOLD`, and those of the process (`ITEM_NOT_ORDERED`,
 * `DETERMINATION_OUT_OF_RANGE`, `DETERMINATION_NOT_NEEDED` …).
 */
export async function checkAtBench(
  deps: BenchDeps,
  caller: Caller,
  determinations: readonly NamedDetermination[],
  heldEarlier: HeldEarlier,
): Promise<BenchCheck> {
  const faults: ResultFault[] = [];
  const before = new Set<string>();
  for (const [code, ofSample] of bySample(determinations)) {
    const process = assayProcess(code);
    const task = await deps.operator.assayTask(code);
    let live = await deps.engine.find(process);
    if (!task || !live) {
      faults.push(...ofSample.map(({ result }) => faultAt(result, result.sample, unknownSample(code))));
      continue;
    }
    const taken = (await deps.journal.inputIds(process)).map(({ inputId }) => inputId);
    for (const determination of ofSample) {
      const { id, result, item, value } = determination;
      if (taken.includes(id)) {
        before.add(id);
        continue;
      }
      const wrong = wrongUnit(task, determination);
      if (wrong) faults.push(faultAt(result, result.test, wrong));
      else if (await heldEarlier(determination, taken)) faults.push(faultAt(result, null, takenBefore));
      else {
        const input = {
          id,
          at: deps.clock(),
          actor: personOf(caller),
          event: { type: 'determination.entered', item, value },
        };
        const decision = decideInput(live, input, 'request');
        if (decision.kind === 'refuse') faults.push(faultOf(determination, decision.refusal));
        else if (decision.next.hold) faults.push(faultAt(result, result.sample, onHold));
        else live = decision.next;
      }
    }
  }
  return { faults, before };
}

function bySample(
  determinations: readonly NamedDetermination[],
): ReadonlyMap<BlindCode, readonly NamedDetermination[]> {
  const samples = new Map<BlindCode, NamedDetermination[]>();
  for (const one of determinations) samples.set(one.code, [...(samples.get(one.code) ?? []), one]);
  return samples;
}

/** A refusal of the bench at the field of the file it is about. */
export function faultOf({ result }: InstrumentDetermination, refusal: Refusal): ResultFault {
  const cells = { code: result.sample, item: result.test, value: result.value };
  const { field } = refusal;
  return faultAt(
    result,
    field === 'code' || field === 'item' || field === 'value' ? cells[field] : null,
    refusal,
  );
}

/** An item that is not ordered has no unit here; its process refuses it. */
function wrongUnit({ items }: AssayTaskView, { item, unit }: InstrumentDetermination): Refusal | undefined {
  const definition = items.find(({ definition: { item: known } }) => known === item)?.definition;
  if (!definition || (definition.rule !== 'observation' && definition.unit === unit)) return undefined;
  return {
    code: 'UNIT_NOT_OF_ITEM',
    message:
      definition.rule === 'observation'
        ? `${item} is observed, not measured.`
        : `${item} is determined in ${definition.unit}; the site file says ${unit}.`,
    remedy: 'Correct the items of the instrument in the site file.',
  };
}

const unknownSample = (code: string): Refusal => ({
  code: 'SAMPLE_UNKNOWN',
  message: `${code} is no sample to be tested here.`,
  remedy: 'Scan the label of the bottle.',
});
const takenBefore: Refusal = {
  code: 'RESULT_TAKEN_BEFORE',
  message: 'An earlier file held this very row, and it was entered.',
  remedy:
    'Export new results only. If it is another determination, export what tells them apart: a time, a run, a position.',
};
const onHold: Refusal = {
  code: 'SAMPLE_ON_HOLD',
  message: 'Testing of this sample would come to a halt.',
  remedy: 'Tell an administrator, and enter nothing for this sample until then.',
};
