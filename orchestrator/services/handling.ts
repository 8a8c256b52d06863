import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { HandlingEvent } from '../../workflows/sample-handling/refusals.ts';
import type { StepData } from '../../workflows/sample-handling/step-data.ts';
import type { HandlingView } from '../views/handling-view.ts';
import { collections } from '../views/projection.ts';
import type { Caller } from './contract.ts';
import { ask, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';
import { refuseUnstored, settlementEvent } from './witnessed.ts';
import type { Settlement } from './witnessed.ts';

export interface ToldStep {
  readonly step: string;
  readonly data: StepData;
}

/** What people do to samples between sampler and laboratory. The process of the sample decides; evidence must be stored before. */
export interface HandlingService {
  /** Those that are not ended. */
  open(): Promise<readonly HandlingView[]>;
  handling(id: ProcessId): Promise<HandlingView | null>;
  /** Refuses `EVIDENCE_NOT_FOUND` (field `data.evidence`), and what the process refuses. */
  doStep(caller: Caller, id: ProcessId, told: ToldStep): Promise<Outcome<HandlingView>>;
  correctStep(
    caller: Caller,
    id: ProcessId,
    told: ToldStep & { readonly reason: string },
  ): Promise<Outcome<HandlingView>>;
  settle(caller: Caller, id: ProcessId, word: Settlement): Promise<Outcome<HandlingView>>;
  abandon(caller: Caller, id: ProcessId, reason: string): Promise<Outcome<HandlingView>>;
}

export function createHandlingService(deps: ServiceDeps): HandlingService {
  const { views, newId } = deps;
  const handling = (id: ProcessId) => views.get<HandlingView>(collections.handlings, id);
  const put = async (caller: Caller, id: ProcessId, event: HandlingEvent): Promise<Outcome<HandlingView>> =>
    (await handling(id))
      ? ask(deps, id, { id: newId(), actor: personOf(caller), event }, () => handling(id))
      : refuse(notFound('id', id));
  const withEvidence = async (
    caller: Caller,
    id: ProcessId,
    event: HandlingEvent & ToldStep,
  ): Promise<Outcome<HandlingView>> => {
    const refusal = await refuseUnstored(views, event.data.evidence, 'data.evidence');
    return refusal ? refuse(refusal) : put(caller, id, event);
  };

  return {
    open: () => views.find(collections.handlings, { index: 'open' }),
    handling,
    doStep: (caller, id, told) => withEvidence(caller, id, { type: 'step.done', ...told }),
    correctStep: (caller, id, told) => withEvidence(caller, id, { type: 'step.corrected', ...told }),
    settle: (caller, id, word) => put(caller, id, settlementEvent(word)),
    abandon: (caller, id, reason) => put(caller, id, { type: 'handling.abandon', reason }),
  };
}
