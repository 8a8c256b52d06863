import type { BlindCode, Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import { decodeBody } from '../engine/entry.ts';
import type { Journal } from '../storage/ports.ts';
import type { LabelPrintView } from '../views/journey-labels.ts';
import type { ContainerView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { eventsOf } from './journey-events.ts';
import type { JourneyEvent } from './journey-events.ts';
import { graphOf, startedBy } from './journey-graph.ts';
import type { JourneyGraph, Started } from './journey-graph.ts';
import { sampleOf } from './journey-stage.ts';
import type { Stage } from './journey-stage.ts';
import type { JourneyStep } from './journey-words.ts';
import type { ServiceDeps } from './support.ts';

/** All that happened to the samples of a consignment, and which vessel came of which; only for those who may decode. */
export interface ConsignmentJourney extends JourneyGraph {
  readonly consignment: ProcessId;
  /** In the order of the journal. */
  readonly events: readonly JourneyEvent[];
}

/** What happened under one code, in the stage that works with it. Nothing in it leads to another code. */
export interface SampleJourney {
  readonly code: BlindCode;
  readonly stage: Stage;
  readonly events: readonly {
    readonly step: JourneyStep;
    readonly at: Instant;
    /** A person's name, or `plant`; null where another process caused it. */
    readonly by: string | null;
    readonly details: JourneyEvent['details'];
  }[];
}

export interface JourneyService {
  /** Null when there is no such consignment. */
  ofConsignment(id: ProcessId): Promise<ConsignmentJourney | null>;
  /** Null for a code that the stages do not have. */
  ofSample(code: BlindCode, within: readonly Stage[]): Promise<SampleJourney | null>;
}

export function createJourneyService({
  engine,
  views,
  journal,
}: Pick<ServiceDeps, 'engine' | 'views'> & { readonly journal: Journal }): JourneyService {
  const labelsOf = async (code: BlindCode): Promise<readonly JourneyEvent[]> => {
    const prints = await views.find<LabelPrintView>(collections.labels, { index: code });
    return prints.map((print, index) => labelEvent(print, prints.slice(0, index)));
  };

  return {
    ofConsignment: async (consignment) => {
      const entries = await journal.read(consignment);
      if (entries.length === 0 || !consignment.startsWith('consignment/')) return null;
      const bodies = entries.map(({ body }) => decodeBody(body));
      const started = startedBy(bodies);
      const ofProcesses = await Promise.all(started.map(({ process }) => journal.read(process)));
      const containers = await views.find<ContainerView>(collections.containers, { index: consignment });
      const contexts = new Map(
        ofProcesses.map((of, index) => {
          const newest = of.at(-1);
          return [
            started[index]?.process,
            newest ? (decodeBody(newest.body).snapshot?.context ?? null) : null,
          ];
        }),
      );
      const labels = await Promise.all(codesOf(containers, started).map(labelsOf));
      return {
        consignment,
        ...graphOf(containers, started, (process) => contexts.get(process) ?? null),
        events: [...eventsOf(entries), ...ofProcesses.flatMap(eventsOf), ...labels.flat()].sort(
          (a, b) => a.position - b.position,
        ),
      };
    },
    ofSample: async (code, within) => {
      const sample = await sampleOf({ engine, views }, code, within);
      if (!sample) return null;
      const entries = sample.process === null ? [] : await journal.read(sample.process);
      return { code, stage: sample.stage, events: eventsOf(entries).map(blind) };
    },
  };
}

const codesOf = (containers: readonly ContainerView[], started: readonly Started[]): readonly BlindCode[] => [
  ...new Set([
    ...containers.map(({ code }) => code),
    ...started.flatMap(({ order }) => [order?.sampleId, order?.code].filter((code) => code !== undefined)),
  ]),
];

/** `copy`: how often this very label had been given out, this time included. */
function labelEvent(print: LabelPrintView, before: readonly LabelPrintView[]): JourneyEvent {
  const { code, container, format, at, by, process, position } = print;
  const copy = before.filter((one) => one.container === container).length + 1;
  return {
    step: 'label-printed',
    at,
    by,
    process,
    position,
    details: { code, container, format, copy },
  };
}

/** Who a process is named after its code, or after the declaration: only people and the plant are told. The journal's positions
 * run through all stages, so they would say which codes belong together. */
const blind = ({ step, at, by, details }: JourneyEvent): SampleJourney['events'][number] => ({
  step,
  at,
  by: by.kind === 'person' ? (by.name ?? by.id) : by.kind === 'plant' ? 'plant' : null,
  details,
});
