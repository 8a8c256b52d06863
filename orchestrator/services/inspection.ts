import type { ConsignmentRequest } from '../../workflows/consignment/events.ts';
import type { DivisionCause } from '../../workflows/consignment/unit.ts';
import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { SamplerRunContext } from '../../workflows/sampler-run/run.ts';
import type { StageTurnaround } from '../../workflows/scheduling/turnaround.ts';
import { linesBetween } from '../views/logbook.ts';
import type { ConsignmentView, RunView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import type { Caller } from './contract.ts';
import { ask, contextOf, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';
import { turnaroundOf } from './stage-turnaround.ts';
import { refuseUnstored } from './witnessed.ts';

/** What happens to an inspection beyond its plan: findings on site, measurements, decisions of officers, the division of a unit. */
export interface InspectionService {
  /** Refuses `EVIDENCE_NOT_FOUND` (field `evidence`), and what the process refuses. */
  tell(caller: Caller, id: ProcessId, request: ConsignmentRequest): Promise<Outcome<ConsignmentView>>;
  /** How long units stayed in each stage that they left in [from, to), of one commodity or of all. Takes as long as those days have lines. */
  turnaround(from: Instant, to: Instant, kind: ConsignmentView['kind'] | null): Promise<readonly StageTurnaround[]>;
  /** Ends the unit a run samples; what is left of it becomes another. Who samples knows the run, not whose it is. */
  divide(
    caller: Caller,
    run: ProcessId,
    told: { readonly cause: DivisionCause; readonly reason: string },
  ): Promise<Outcome<RunView>>;
}

export function createInspectionService(deps: ServiceDeps): InspectionService {
  const { views, newId } = deps;
  const consignment = (id: ProcessId) => views.get<ConsignmentView>(collections.consignments, id);
  return {
    tell: async (caller, id, request) => {
      if (!(await consignment(id))) return refuse(notFound('id', id));
      const evidence = 'evidence' in request ? request.evidence : [];
      const unstored = await refuseUnstored(views, evidence, 'evidence');
      if (unstored) return refuse(unstored);
      const input = { id: newId(), actor: personOf(caller), event: request };
      return ask(deps, id, input, () => consignment(id));
    },
    turnaround: async (from, to, kind) => {
      const left = await linesBetween(views, 'stage', from, to);
      return turnaroundOf(left.filter((line) => kind === null || line.kind === kind));
    },
    divide: async (caller, run, { cause, reason }) => {
      const view = await views.get<RunView>(collections.runs, run);
      const context = view && (await contextOf<SamplerRunContext>(deps, run));
      if (!context) return refuse(notFound('id', run));
      const { parent, unitNo } = context.order;
      const event = { type: 'unit.divide', unitNo, cause, reason };
      const told = await ask(deps, parent, { id: newId(), actor: personOf(caller), event }, () =>
        consignment(parent),
      );
      return told.ok ? ok(view) : refuse(told.refusal.field === 'unitNo' ? notSampling(run) : told.refusal);
    },
  };
}

/** Who samples is not told the numbers of the cargo's units. */
const notSampling = (run: ProcessId) => ({
  code: 'RUN_NOT_DIVISIBLE',
  message: `${run} does not sample now, or was told to end already.`,
  remedy: 'A unit can be ended early once, while it is sampled.',
});
