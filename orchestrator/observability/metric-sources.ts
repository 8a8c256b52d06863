import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { UnitDriver } from '../../plc-adapters/unit-driver.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import type { EffectLoad, EngineLoad } from '../engine/observer.ts';
import type { JournalHead } from '../storage/ports.ts';

/** Of all our own names. */
export const prefix = 'quaylab_';

/** What is looked at when somebody asks for the metrics. What a server does not have is not there. */
export interface MetricSources {
  readonly engine?: { load(): EngineLoad };
  readonly runner?: { load(): ReadonlyMap<string, EffectLoad> };
  readonly journal?: { head(): Promise<JournalHead> };
  readonly projector?: { readonly position: number };
  readonly drivers?: ReadonlyMap<UnitId, Pick<UnitDriver, 'snapshot'>>;
  readonly live?: { readonly size: number };
  /** Jobs by state. */
  readonly jobs?: () => Promise<Readonly<Record<string, number>>>;
  readonly isLeader?: () => boolean;
  /** Bytes. */
  readonly freeDisk?: () => Promise<number>;
  readonly clock: () => Date;
}

/** Who asks for metrics waits a few seconds at most; what does not answer by then, ms, is left out. */
const longestLook = 2_000;

/** Registers what the sources show. */
export function followSources(sources: MetricSources, registry: Registry): void {
  const { engine, runner, journal, projector, drivers, live, jobs, isLeader, freeDisk, clock } = sources;
  const registers = [registry];

  /** A gauge that is set when it is asked for; without a value it is absent. */
  const gauge = (name: string, help: string, look: () => number | Promise<number>) =>
    new Gauge({
      name: prefix + name,
      help,
      registers,
      async collect() {
        this.reset();
        await withinTime(
          async () => this.set(await look()),
          () => this.remove(),
        );
      },
    });
  type Values = readonly (readonly [label: string, value: number])[];
  const gauges = (name: string, help: string, label: string, look: () => Values | Promise<Values>) =>
    new Gauge({
      name: prefix + name,
      help,
      labelNames: [label],
      registers,
      async collect() {
        this.reset();
        await withinTime(async () => {
          for (const [key, value] of await look()) this.set({ [label]: key }, value);
        });
      },
    });
  const counters = (name: string, help: string, label: string, look: () => Values) =>
    new Counter({
      name: prefix + name,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset();
        for (const [key, value] of look()) this.inc({ [label]: key }, value);
      },
    });

  if (isLeader)
    gauge('leader', '1 on the node that drives the plant and writes the journal, else 0', () =>
      Number(isLeader()),
    );
  if (engine) {
    gauge('processes_open', 'Processes that are not finished', () => engine.load().open);
    gauge(
      'processes_on_hold',
      'Processes that take nothing until a person releases them',
      () => engine.load().onHold,
    );
    gauge('processes_in_memory', 'Processes held in memory', () => engine.load().inMemory);
    gauge('inputs_waiting', 'Inputs that wait for their turn', () => engine.load().waiting);
    gauge('timers', 'Timers that run', () => engine.load().timers);
  }
  if (runner) {
    const of = (field: keyof EffectLoad) => () =>
      [...runner.load()].map(([kind, load]): [string, number] => [kind, load[field]]);
    gauges('effects_running', 'Effects under way', 'kind', of('running'));
    gauges(
      'effects_retrying',
      'Effects that could not be carried out at the first try, and are tried again',
      'kind',
      of('retrying'),
    );
    counters('effects_done_total', 'Effects carried out', 'kind', of('done'));
    counters('effect_failures_total', 'Tries of effects that failed', 'kind', of('failures'));
  }
  if (journal)
    gauge('journal_position', 'Entries of the journal', async () => (await journal.head()).position);
  if (journal && projector) {
    const behind = async () => Math.max(0, (await journal.head()).position - projector.position);
    gauge('views_behind_entries', 'Entries of the journal that the views do not show yet', behind);
  }
  if (drivers) {
    const snapshots = () => [...drivers].map(([unit, driver]) => [unit, driver.snapshot()] as const);
    gauges('unit_live', '1 for a unit whose PLC answers and counts on, else 0', 'unit', () =>
      snapshots().map(([unit, { live: isLive }]) => [unit, Number(isLive)]),
    );
    gauges(
      'unit_heartbeat_age_seconds',
      'Since the newest heartbeat of the PLC, by its own clock',
      'unit',
      () =>
        snapshots().flatMap(([unit, { readings }]) => {
          const beat = readings['Sts.PlcHeartbeat']?.sourceTime;
          return beat ? [[unit, (clock().getTime() - Date.parse(beat)) / 1_000] as const] : [];
        }),
    );
  }
  if (live) gauge('live_streams', 'Browsers that follow the live stream', () => live.size);
  if (jobs) gauges('jobs', 'Jobs by state', 'state', async () => Object.entries(await jobs()));
  if (freeDisk) gauge('disk_free_bytes', 'Room left where the data folder is', freeDisk);
}

/** Gives up on what takes too long or fails. */
async function withinTime(look: () => Promise<void>, otherwise: () => void = () => {}): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), longestLook);
  });
  try {
    await Promise.race([look(), late]);
  } catch {
    otherwise();
  } finally {
    clearTimeout(timer);
  }
}
