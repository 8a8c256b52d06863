import type { RunDetail } from './shapes.ts';

type DoneStage = NonNullable<RunDetail['preparation']>['stages'][number];

export interface StageState {
  readonly id: string;
  readonly state: 'done' | 'skipped' | 'here' | 'to-come';
  readonly done: DoneStage | null;
}

/** Run states in which nothing of the sample is in the line any more. */
const gone: readonly string[] = ['finished', 'aborted', 'waiting'];

/** Where a sample is: behind the last stage that reported it, as stages report when they have finished. */
export function stageStates(
  stages: readonly { readonly id: string }[],
  { preparation, status }: Pick<RunDetail, 'preparation' | 'status'>,
): readonly StageState[] {
  const done = preparation?.stages ?? [];
  const last = stages.findLastIndex(({ id }) => done.some(({ stage }) => stage === id));
  const within = !gone.includes(status) && (preparation?.containers.loaded ?? 0) > 0;
  return stages.map(({ id }, index) => {
    const told = done.findLast(({ stage }) => stage === id) ?? null;
    if (told) return { id, state: told.skipped ? 'skipped' : 'done', done: told };
    return { id, state: within && index === last + 1 ? 'here' : 'to-come', done: null };
  });
}
