import type { BlindCode, ProcessId } from '../../workflows/kernel/brand.ts';
import { stepsInForce } from '../../workflows/sample-handling/handling.ts';
import type { HandlingContext } from '../../workflows/sample-handling/handling.ts';
import { isSampling } from '../../workflows/sampler-run/kinds.ts';
import type { SamplerRunContext, SealedContainer } from '../../workflows/sampler-run/run.ts';
import type { EntryBody } from '../engine/entry.ts';
import type { ContainerView } from '../views/model.ts';

/** One vessel of a consignment: the lot, a gross sample, a bottle. */
export interface JourneyNode extends Pick<ContainerView, 'code' | 'kind' | 'mass' | 'place' | 'seal' | 'at'> {
  /** Who received it last, by user name; null where no hand-over tells. */
  readonly holder: string | null;
  /** The sealed containers a gross sample lies in; empty for what is one vessel. */
  readonly containers: readonly SealedContainer[];
}

/** How one vessel came of another. `portion`: a part of a bottle. */
export interface JourneyEdge {
  readonly from: BlindCode;
  readonly to: BlindCode;
  readonly step: 'sampling' | 'preparation' | 'portion';
  /** Null where no process made it. */
  readonly process: ProcessId | null;
}

/** A process a consignment started, with what it was given. */
export interface Started {
  readonly definition: string;
  readonly process: ProcessId;
  readonly order: {
    readonly unitNo?: number;
    readonly sampleId?: BlindCode;
    readonly code?: BlindCode;
  } | null;
}

/** Every process a consignment started, in order. */
export const startedBy = (bodies: readonly EntryBody[]): readonly Started[] =>
  bodies.flatMap(({ effects }) =>
    effects.flatMap(({ kind, params }) => {
      if (kind !== 'process.start') return [];
      const { definition, process, input } = params as {
        readonly definition: string;
        readonly process: ProcessId;
        readonly input: { readonly order?: Started['order'] };
      };
      return [{ definition, process, order: input.order ?? null }];
    }),
  );

export interface JourneyGraph {
  readonly nodes: readonly JourneyNode[];
  readonly edges: readonly JourneyEdge[];
}

/** `contextOf`: what a started process knows; null when it has not begun. */
export function graphOf(
  containers: readonly ContainerView[],
  started: readonly Started[],
  contextOf: (process: ProcessId) => object | null,
): JourneyGraph {
  const samplings = new Map(
    started.flatMap((one) =>
      isSampling(one.definition) && one.order?.sampleId ? [[one.order.sampleId, one]] : [],
    ),
  );
  const preparations = new Map(
    started.flatMap((one) => (isPreparation(one.definition) && one.order ? [[one.order.unitNo, one]] : [])),
  );
  const madeBy = ({ code, parent }: ContainerView): Pick<JourneyEdge, 'step' | 'process'> => {
    const sampling = samplings.get(code);
    if (sampling) return { step: 'sampling', process: sampling.process };
    const sampled = parent === null ? undefined : samplings.get(parent);
    if (!sampled) return { step: 'portion', process: null };
    return { step: 'preparation', process: preparations.get(sampled.order?.unitNo)?.process ?? null };
  };
  const nodeOf = (container: ContainerView): JourneyNode => {
    const { code, kind, mass, place, seal, at } = container;
    const { step, process } = madeBy(container);
    const context = process && contextOf(process);
    const handedOver = step === 'preparation' && process ? handOverOf(process, context) : null;
    return {
      code,
      kind,
      mass,
      seal,
      at,
      place: handedOver?.place ?? place,
      holder: handedOver?.receivedBy ?? null,
      containers: step === 'sampling' && context ? (context as SamplerRunContext).containers : [],
    };
  };
  return {
    nodes: containers.map(nodeOf),
    edges: containers.flatMap((container) =>
      container.parent === null ? [] : [{ from: container.parent, to: container.code, ...madeBy(container) }],
    ),
  };
}

const isPreparation = (definition: string): boolean =>
  definition === 'coal-preparation' || definition === 'sample-handling';

/** The newest hand-over of the bottles that people filled. */
function handOverOf(process: ProcessId, context: object | null) {
  if (!process.startsWith('sample-handling/') || context === null) return null;
  const given = stepsInForce(context as HandlingContext).flatMap(({ data }) =>
    data.kind === 'hand-over' ? [data] : [],
  );
  return given.at(-1) ?? null;
}
