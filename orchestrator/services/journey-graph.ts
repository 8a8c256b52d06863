import type { BlindCode, ProcessId } from '../../workflows/kernel/brand.ts';
import { stepsInForce } from '../../workflows/sample-handling/handling.ts';
import type { HandlingContext } from '../../workflows/sample-handling/handling.ts';
import { isSampling } from '../../workflows/sampler-run/kinds.ts';
import type { SamplerRunContext, SealedContainer } from '../../workflows/sampler-run/run.ts';
import { storageProcess } from '../../workflows/storage/stored-bottle.ts';
import type { StorageContext } from '../../workflows/storage/stored-bottle.ts';
import type { CarriageContext } from '../../workflows/transport/carriage.ts';
import type { EntryBody } from '../engine/entry.ts';
import type { ContainerView } from '../views/model.ts';

/** One vessel of a consignment: the lot, a gross sample, a bottle. */
export interface JourneyNode extends Pick<ContainerView, 'code' | 'kind' | 'mass' | 'seal' | 'at'> {
  /** Where it was put, carried or handed over last. */
  readonly place: string;
  /** Who received it last, by user name; null where nobody has it, or no hand-over tells. */
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

/** `contextOf`: what a started process knows; null when it has not begun. `carriages`: those that had any of the containers. */
export function graphOf(
  containers: readonly ContainerView[],
  started: readonly Started[],
  known: {
    readonly contextOf: (process: ProcessId) => object | null;
    readonly carriages: readonly CarriageContext[];
  },
): JourneyGraph {
  const { contextOf, carriages } = known;
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
    const stored = contextOf(storageProcess(code)) as StorageContext | null;
    const handedOver = step === 'preparation' && process ? handOverOf(process, context) : null;
    return {
      code,
      kind,
      mass,
      seal,
      at,
      ...(whereInStore(stored) ??
        whereCarried(carriages, code) ?? {
          place: handedOver?.place ?? place,
          holder: handedOver?.receivedBy ?? null,
        }),
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

type Whereabouts = Pick<JourneyNode, 'place' | 'holder'>;

/** Null for a bottle that lies in no slot. */
const whereInStore = (stored: StorageContext | null): Whereabouts | null =>
  stored?.slot ? { place: `${stored.slot.cabinet}/${stored.slot.slot}`, holder: null } : null;

/** Where the newest carriage that arrived has brought a container; null where none has. */
function whereCarried(carriages: readonly CarriageContext[], code: BlindCode): Whereabouts | null {
  const arrivals = carriages.flatMap(({ order, received }) =>
    received?.containers.some((each) => each.code === code)
      ? [{ at: received.at, place: order.to, holder: received.by.id }]
      : [],
  );
  const [newest] = arrivals.toSorted((a, b) => b.at.localeCompare(a.at));
  return newest ? { place: newest.place, holder: newest.holder } : null;
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
