import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { SetupEvent } from '../../workflows/setup-checks/refusals.ts';
import type { Found } from '../../workflows/setup-checks/setup.ts';
import { collections } from '../views/projection.ts';
import type { SetupView } from '../views/setup-view.ts';
import type { Caller } from './contract.ts';
import { ask, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';
import { refuseUnstored, settlementEvent } from './witnessed.ts';
import type { Settlement } from './witnessed.ts';

export type ToldCheck = { readonly check: string } & Found;

/** What people look at before a sampler is armed. The process of the checks decides; evidence must be stored before. */
export interface SetupCheckService {
  /** Those that are not ended. */
  open(): Promise<readonly SetupView[]>;
  setup(id: ProcessId): Promise<SetupView | null>;
  /** Refuses `EVIDENCE_NOT_FOUND` (field `evidence`), and what the process refuses. */
  doCheck(caller: Caller, id: ProcessId, told: ToldCheck): Promise<Outcome<SetupView>>;
  correctCheck(
    caller: Caller,
    id: ProcessId,
    told: ToldCheck & { readonly reason: string },
  ): Promise<Outcome<SetupView>>;
  settle(caller: Caller, id: ProcessId, word: Settlement): Promise<Outcome<SetupView>>;
  abandon(caller: Caller, id: ProcessId, reason: string): Promise<Outcome<SetupView>>;
}

export function createSetupCheckService(deps: ServiceDeps): SetupCheckService {
  const { views, newId } = deps;
  const setup = (id: ProcessId) => views.get<SetupView>(collections.setups, id);
  const put = async (caller: Caller, id: ProcessId, event: SetupEvent): Promise<Outcome<SetupView>> =>
    (await setup(id))
      ? ask(deps, id, { id: newId(), actor: personOf(caller), event }, () => setup(id))
      : refuse(notFound('id', id));
  const withEvidence = async (
    caller: Caller,
    id: ProcessId,
    event: SetupEvent & ToldCheck,
  ): Promise<Outcome<SetupView>> => {
    const refusal = await refuseUnstored(views, event.evidence, 'evidence');
    return refusal ? refuse(refusal) : put(caller, id, event);
  };

  return {
    open: () => views.find(collections.setups, { index: 'open' }),
    setup,
    doCheck: (caller, id, told) => withEvidence(caller, id, { type: 'check.done', ...told }),
    correctCheck: (caller, id, told) => withEvidence(caller, id, { type: 'check.corrected', ...told }),
    settle: (caller, id, word) => put(caller, id, settlementEvent(word)),
    abandon: (caller, id, reason) => put(caller, id, { type: 'setup.abandon', reason }),
  };
}
