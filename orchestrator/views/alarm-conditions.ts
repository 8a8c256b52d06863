import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import type { PlantUnitContext } from '../../workflows/plant-unit/machine.ts';
import type { Projected } from './projection.ts';
import { isSampling, samplingKinds } from '../../workflows/sampler-run/kinds.ts';
import { unitConditions } from './alarm-conditions/unit.ts';
import { runConditions, massConditions } from './alarm-conditions/run.ts';
import { sampleConditions } from './alarm-conditions/sample.ts';
import { custodyBroken, carriageConditions, orderUnanswered, tubeConditions, wordContradicted } from './alarm-conditions/custody.ts';
import { controlFailed, laboratoriesDisagree } from './alarm-conditions/laboratory.ts';
import { unnoticed, unissued, webhookConditions } from './alarm-conditions/office.ts';
import type { Condition, Wording } from './alarm-conditions/wording.ts';

/** Definitions whose processes know nothing of the cargo, so that an alarm may name them. Any other is taken to know it. */
const blindDefinitions: ReadonlySet<string> = new Set(['plant-unit', ...samplingKinds, 'coal-preparation', 'assay', 'storage', 'storage-cabinet', 'transport', 'pneumatic-tube']);
export const isBlind = ({ definition }: Projected): boolean => blindDefinitions.has(definition);

/** The unit of plant an entry is about, if any. */
export function unitOf({ snapshot }: Projected): UnitId | null {
  const context = snapshot?.context as { unit?: UnitId; order?: { sampler?: UnitId; line?: UnitId } } | undefined;
  return context?.unit ?? context?.order?.sampler ?? context?.order?.line ?? null;
}

/**
 * The conditions an entry tells about: processes on hold, runs that wait for an operator, doubted and lost samples, units out of reach
 * or in fault, records lost or nobody's. A condition that is not named is not told about.
 */
export function conditionsOf(entry: Projected, catalogue: AlarmCatalogue): readonly Condition[] {
  const complete = (wording: Wording): Condition => ({ ...catalogue.conditions[wording.code], ...wording });
  const { definition, snapshot } = entry;
  const wordings = [onHold(entry)];
  if (snapshot && definition === 'plant-unit') wordings.push(...unitConditions(entry, snapshot.context as PlantUnitContext, catalogue));
  if (snapshot && (isSampling(definition) || definition === 'coal-preparation')) wordings.push(...runConditions(entry, snapshot));
  if (snapshot && isSampling(definition)) wordings.push(...massConditions(entry, snapshot));
  if (snapshot && (definition === 'storage' || definition === 'transport')) wordings.push(custodyBroken(entry, snapshot));
  if (snapshot && definition === 'storage-cabinet') wordings.push(orderUnanswered(entry, snapshot), wordContradicted(entry, snapshot));
  if (snapshot && definition === 'pneumatic-tube') wordings.push(...tubeConditions(entry, snapshot));
  if (snapshot && definition === 'transport') wordings.push(...carriageConditions(entry, snapshot));
  if (snapshot && definition === 'blind-sample') wordings.push(controlFailed(entry, snapshot));
  if (snapshot && definition === 'laboratory-comparison') wordings.push(laboratoriesDisagree(entry, snapshot));
  if (snapshot && definition === 'certificate') wordings.push(unnoticed(entry, snapshot), unissued(entry, snapshot));
  if (snapshot && definition === 'webhook-subscription') wordings.push(...webhookConditions(entry, snapshot));
  if (snapshot && definition === 'consignment') wordings.push(...sampleConditions(entry, snapshot.context));
  return wordings.map(complete);
}

/** Of a process that knows the cargo only its place in the journal is told: an administrator finds process and cause there and in the log. */
function onHold(entry: Projected): Wording {
  const { process, hold, position } = entry;
  return {
    id: `${process}/hold`,
    code: 'PROCESS_ON_HOLD',
    now: hold !== null,
    message: isBlind(entry)
      ? { zh: `流程 ${process} 已挂起：${hold?.message ?? ''}`, en: `Process ${process} is on hold: ${hold?.message ?? ''}` }
      : { zh: `一个业务流程已挂起（日志账第${position}条）`, en: `A process of the office is on hold (entry ${position} of the journal).` },
  };
}
