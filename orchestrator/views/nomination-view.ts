import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { hasChangedSince } from '../../workflows/nomination/nomination.ts';
import type {
  CargoLine,
  Nomination,
  NominationContext,
  ReceivedNomination,
} from '../../workflows/nomination/nomination.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

/** A nomination as it stands, with what became of its lines. */
export interface NominationView extends Nomination {
  readonly id: ProcessId;
  readonly status: 'open' | 'cancelled' | 'closed';
  readonly received: ReceivedView;
  /** Revisions that were replaced, the oldest first. */
  readonly former: readonly (ReceivedView & { readonly nomination: Nomination })[];
  readonly lines: readonly CargoLineView[];
  readonly cancelled: { readonly by: string; readonly at: Instant; readonly reason: string } | null;
}

interface ReceivedView {
  readonly by: string;
  readonly at: Instant;
}

export interface CargoLineView extends CargoLine {
  /** What it is declared as. `changedSince`: the nomination says another thing of this cargo now. */
  readonly declared: {
    readonly consignment: ProcessId;
    readonly revision: number;
    readonly changedSince: boolean;
  } | null;
}

const nameOf = ({ name, id }: Actor): string => name ?? id;
const receivedView = ({ by, at }: ReceivedNomination): ReceivedView => ({ by: nameOf(by), at });

function lineView(context: NominationContext, line: CargoLine): CargoLineView {
  const declared = context.declared.find((each) => each.line === line.line);
  if (!declared) return { ...line, declared: null };
  const { consignment, revision } = declared;
  return { ...line, declared: { consignment, revision, changedSince: hasChangedSince(context, declared) } };
}

/** Ships that are to come, by whether their nomination still holds. */
export const projectNomination: Projection = ({ definition, snapshot, process }) => {
  if (definition !== 'nomination' || !snapshot) return [];
  const context = snapshot.context as NominationContext;
  const { current, former, cancelled } = context;
  const doc: NominationView = {
    ...current.nomination,
    id: process,
    status: String(snapshot.value) as NominationView['status'],
    received: receivedView(current),
    former: former.map((each) => ({ ...receivedView(each), nomination: each.nomination })),
    lines: current.nomination.lines.map((line) => lineView(context, line)),
    cancelled: cancelled && { ...cancelled, by: nameOf(cancelled.by) },
  };
  const index = snapshot.status === 'done' ? 'ended' : 'open';
  return [{ collection: collections.nominations, key: process, index, doc }];
};
