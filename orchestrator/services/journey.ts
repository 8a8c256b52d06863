import type { BlindCode, Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import { decodeBody } from '../engine/entry.ts';
import type { CarriageContext } from '../../workflows/transport/carriage.ts';
import type { Journal, JournalEntry } from '../storage/ports.ts';
import type { LabelPrintView } from '../views/journey-labels.ts';
import type { ContainerView } from '../views/model.ts';
import type { CarriedContainerView } from '../views/transport-view.ts';
import { collections } from '../views/projection.ts';
import { eventsOf } from './journey-events.ts';
import type { JourneyEvent } from './journey-events.ts';
import { graphOf, startedBy } from './journey-graph.ts';
import type { JourneyGraph, Started } from './journey-graph.ts';
import { sampleOf } from './journey-stage.ts';
import type { Stage } from './journey-stage.ts';
import type { JourneyStage, JourneyStep } from './journey-words.ts';
import type { ServiceDeps } from './support.ts';

/** All that happened to the samples of a consignment, and which vessel came of which; only for those who may decode. */
export interface ConsignmentJourney extends JourneyGraph {
  readonly consignment: ProcessId;
  /** In the order of the journal. */
  readonly events: readonly JourneyEvent[];
}

/**
 * What happened under one code, in the stage that works with it; for who keeps the samples also on its carriages. Nothing in it leads to
 * another code.
 */
export interface SampleJourney {
  readonly code: BlindCode;
  readonly stage: Stage;
  readonly events: readonly {
    readonly step: JourneyStep;
    readonly stage: JourneyStage;
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

  /** The carriages some of these containers were on. */
  const carriagesOf = async (codes: readonly BlindCode[]): Promise<readonly (readonly JournalEntry[])[]> => {
    const carried = await Promise.all(
      codes.map((code) => views.find<CarriedContainerView>(collections.carriedContainers, { index: code })),
    );
    const carriages = new Set(carried.flat().map(({ carriage }) => carriage));
    return Promise.all([...carriages].map((carriage) => journal.read(carriage)));
  };
  /** A carriage may have had containers of others. */
  const eventsOnCarriages = (carriages: readonly (readonly JournalEntry[])[], codes: readonly BlindCode[]) =>
    carriages.flatMap(eventsOf).filter(({ details }) => codes.some((code) => code === details['code']));

  return {
    ofConsignment: async (consignment) => {
      const entries = await journal.read(consignment);
      if (entries.length === 0 || !consignment.startsWith('consignment/')) return null;
      const bodies = entries.map(({ body }) => decodeBody(body));
      const started = startedBy(bodies);
      const ofProcesses = await Promise.all(started.map(({ process }) => journal.read(process)));
      const containers = await views.find<ContainerView>(collections.containers, { index: consignment });
      const contexts = new Map(
        ofProcesses.map((of, index) => [started[index]?.process, newestContext<object>(of)]),
      );
      const codes = codesOf(containers, started);
      const labels = await Promise.all(codes.map(labelsOf));
      const carriages = await carriagesOf(codes);
      const events = [
        ...eventsOf(entries),
        ...ofProcesses.flatMap(eventsOf),
        ...eventsOnCarriages(carriages, codes),
        ...labels.flat(),
      ];
      return {
        consignment,
        ...graphOf(containers, started, {
          contextOf: (process) => contexts.get(process) ?? null,
          carriages: carriages.flatMap((carriage) => newestContext<CarriageContext>(carriage) ?? []),
        }),
        events: events.sort(inOrder),
      };
    },
    ofSample: async (code, within) => {
      const sample = await sampleOf({ engine, views }, code, within);
      if (!sample) return null;
      const entries = sample.process === null ? [] : await journal.read(sample.process);
      const carried = within.includes('storage') ? eventsOnCarriages(await carriagesOf([code]), [code]) : [];
      const events = [...eventsOf(entries), ...carried].sort(inOrder);
      return { code, stage: sample.stage, events: events.map(blind) };
    },
  };
}

const inOrder = (a: JourneyEvent, b: JourneyEvent): number => a.position - b.position;

/** What a process knows by now; null when it has not begun. */
function newestContext<Context>(entries: readonly JournalEntry[]): Context | null {
  const newest = entries.at(-1);
  return newest ? ((decodeBody(newest.body).snapshot?.context ?? null) as Context | null) : null;
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
    stage: 'labels',
    at,
    by,
    process,
    position,
    details: { code, container, format, copy },
  };
}

/** Who a process is named after its code, or after the declaration: only people and the plant are told. The journal's positions
 * run through all stages, so they would say which codes belong together. */
const blind = ({ step, stage, at, by, details }: JourneyEvent): SampleJourney['events'][number] => ({
  step,
  stage,
  at,
  by: by.kind === 'person' ? (by.name ?? by.id) : by.kind === 'plant' ? 'plant' : null,
  details,
});
