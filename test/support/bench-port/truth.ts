import { decodeBody } from '../../../orchestrator/engine/entry.ts';
import type { EntryBody } from '../../../orchestrator/engine/entry.ts';
import { verifyJournal } from '../../../orchestrator/engine/audit.ts';
import { alarmCatalogue, packs } from '../../../orchestrator/services/testing/house.ts';
import { memoryViews } from '../../../orchestrator/services/testing/memory-stores.ts';
import { Projector } from '../../../orchestrator/views/projector.ts';
import type { BenchPort } from './bench-port.ts';
import { benchUnits } from './bench-units.ts';

/** How far sums of single-precision masses may be apart, kg. */
const rounding = 1e-3;

/** Records of the run's sample: what the plant's own log has, and what the journal has, in the same words and order. */
export interface RecordsOfBoth {
  readonly plant: readonly string[];
  readonly journal: readonly string[];
}

/** Events of the journal by process, decoded once: to be taken when the day is over. */
export class JournaledEvents {
  readonly #port: BenchPort;
  readonly #events: readonly (EntryBody['input']['event'] & { readonly process: string })[];

  constructor(port: BenchPort) {
    this.#port = port;
    this.#events = port.journal.entries.map(({ process, body }) => ({
      ...decodeBody(body).input.event,
      process,
    }));
  }

  records(kind: 'taken' | 'missed' | 'container'): RecordsOfBoth {
    const { bench, unit, runProcess } = this.#port;
    const logged = kind === 'container' ? kind : benchUnits[unit].logs[kind];
    const type = kind === 'taken' ? 'record.increment' : `record.${kind}`;
    const told = this.#events.filter((event) => event.process === runProcess && event.type === type);
    return {
      plant: bench.logged(logged, unit).map(({ idx, no, mass }) => line(idx, no, mass)),
      journal: told
        .sort((a, b) => Number(a['idx']) - Number(b['idx']))
        .map((event) => line(event['idx'], event['no'], event['mass'])),
    };
  }

  /** Commands the plant executed more than once, or that are not in the journal: there must be none. */
  wronglyExecuted(): readonly string[] {
    const { bench, unit } = this.#port;
    const executed = bench.logged('command', unit).map(({ seq }) => Number(seq));
    const sent = new Set(
      this.#events.filter(({ type }) => type === 'command.sent').map((event) => event['seq']),
    );
    return [
      ...executed
        .filter((seq, index) => executed.indexOf(seq) !== index)
        .map((seq) => `command ${seq} was executed twice`),
      ...executed.filter((seq) => !sent.has(seq)).map((seq) => `command ${seq} is not in the journal`),
    ];
  }
}

/** The wire carries single precision: a mass is the same when its nearest single-precision number is. */
const line = (idx: unknown, no: unknown, mass: unknown) =>
  `${String(idx)}: no ${String(no)}, ${Math.fround(Number(mass))}`;

/** Where the masses of the sample do not add up: what was kept of the increments, what the containers hold, what the lineage has. */
export function massContradictions(port: BenchPort): readonly string[] {
  const { finished, sample } = port;
  if (!finished) return ['nobody was told of a sample'];
  const kept = port.bench
    .logged(benchUnits[port.unit].logs.taken, port.unit)
    .reduce((sum, each) => sum + Number(each['kept']), 0);
  const inContainers = finished.containers.reduce((sum, { mass }) => sum + Number(mass), 0);
  const pairs: readonly (readonly [string, number])[] = [
    ['kept by the run', Number(finished.keptMass)],
    ['in containers', inContainers],
    ...(sample?.stage === 'sampled' ? ([['of the gross sample', port.grossSampleMass]] as const) : []),
  ];
  return pairs
    .filter(([, mass]) => Math.abs(mass - kept) > rounding)
    .map(([what, mass]) => `${mass} kg ${what}, ${kept} kg kept by the plant`);
}

/**
 * What does not hold of the journal and the views made of it: no process on hold, the chain whole, every input once, the views as when
 * they are made anew.
 */
export async function recordContradictions(port: BenchPort): Promise<readonly string[]> {
  const { journal, views } = port;
  const audit = await verifyJournal(journal);
  const inputs = journal.entries.map(({ process, inputId }) => `${process} ${inputId}`);
  const anew = memoryViews();
  await new Projector(anew, journal, packs.proceduresOf, alarmCatalogue).catchUp();
  return [
    ...port.holds,
    ...(audit.intact ? [] : ['the chain of the journal is broken']),
    ...(new Set(inputs).size === inputs.length ? [] : ['an input was taken twice']),
    ...(anew.dump().join('\n') === views.dump().join('\n')
      ? []
      : ['the views are not what the journal gives']),
  ];
}
