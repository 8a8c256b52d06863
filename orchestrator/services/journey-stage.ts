import type { AssayContext } from '../../workflows/assay/machine.ts';
import { assayProcess } from '../../workflows/assay/task.ts';
import type { CoalPreparationContext } from '../../workflows/coal-preparation/run.ts';
import type { BlindCode, ProcessId } from '../../workflows/kernel/brand.ts';
import type { HandlingContext } from '../../workflows/sample-handling/handling.ts';
import { samplingKinds } from '../../workflows/sampler-run/kinds.ts';
import type { SamplingKind } from '../../workflows/sampler-run/kinds.ts';
import type { SamplerRunContext } from '../../workflows/sampler-run/run.ts';
import { storageProcess } from '../../workflows/storage/stored-bottle.ts';
import type { StorageContext } from '../../workflows/storage/stored-bottle.ts';
import type { ContainerView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { contextOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** Where a code is valid. `storage`: bottles that are kept and not tested. */
export const stages = ['sampling', 'preparation', 'assay', 'storage'] as const;
export type Stage = (typeof stages)[number];

/** What a code stands for, and the one process that works under it. */
export type StagedSample =
  | {
      readonly stage: 'sampling';
      readonly kind: SamplingKind;
      readonly process: ProcessId;
      readonly run: SamplerRunContext;
    }
  | {
      readonly stage: 'preparation';
      readonly kind: 'coal-preparation';
      readonly process: ProcessId;
      readonly run: CoalPreparationContext;
    }
  | {
      readonly stage: 'preparation';
      readonly kind: 'sample-handling';
      readonly process: ProcessId;
      readonly run: HandlingContext;
    }
  /** `kind` of the bottle. */
  | { readonly stage: 'assay'; readonly kind: string; readonly process: ProcessId }
  /** `process`: null where the site does not follow its bottles in store. */
  | { readonly stage: 'storage'; readonly kind: string; readonly process: ProcessId | null };

const notBottles = ['lot', 'gross-sample'];

/** Finds a code among the stages the caller works in; null for a code of another stage as for one that there is not. */
export async function sampleOf(
  deps: Pick<ServiceDeps, 'engine' | 'views'>,
  code: BlindCode,
  within: readonly Stage[],
): Promise<StagedSample | null> {
  const lookUp: Readonly<Record<Stage, () => Promise<StagedSample | null>>> = {
    sampling: async () => {
      for (const kind of samplingKinds) {
        const process = `${kind}/${code}` as ProcessId;
        const run = await contextOf<SamplerRunContext>(deps, process);
        if (run) return { stage: 'sampling', kind, process, run };
      }
      return null;
    },
    preparation: async () => {
      const line = `coal-preparation/${code}` as ProcessId;
      const run = await contextOf<CoalPreparationContext>(deps, line);
      if (run) return { stage: 'preparation', kind: 'coal-preparation', process: line, run };
      const byHand = `sample-handling/${code}` as ProcessId;
      const handled = await contextOf<HandlingContext>(deps, byHand);
      return handled && { stage: 'preparation', kind: 'sample-handling', process: byHand, run: handled };
    },
    assay: async () => {
      if (!(await isTested())) return null;
      return { stage: 'assay', kind: (await bottle())?.kind ?? '', process: assayProcess(code) };
    },
    storage: async () => {
      const kept = (await isTested()) ? null : await bottle();
      if (!kept) return null;
      const process = storageProcess(code);
      const isFollowed = (await contextOf<StorageContext>(deps, process)) !== null;
      return { stage: 'storage', kind: kept.kind, process: isFollowed ? process : null };
    },
  };
  const isTested = async () => (await contextOf<AssayContext>(deps, assayProcess(code))) !== null;
  const bottle = async () => {
    const container = await deps.views.get<ContainerView>(collections.containers, code);
    return container && !notBottles.includes(container.kind) ? container : null;
  };
  for (const stage of within) {
    const found = await lookUp[stage]();
    if (found) return found;
  }
  return null;
}
