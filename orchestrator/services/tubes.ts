import type { SiteConfig } from '../../config/site/load.ts';
import type { UnitDriver } from '../../plc-adapters/unit-driver.ts';
import { unitId } from '../../workflows/kernel/brand.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import { tubeProcess } from '../../workflows/transport/tube-messages.ts';
import type { CarrierContradiction, TransferSettled, TubeContext, TubeOrder } from '../../workflows/transport/tube-orders.ts';
import { carrierState } from '../../workflows/transport/tube-unit.ts';
import { commandedUnit } from './commanded-unit.ts';
import type { Caller } from './contract.ts';
import { ask, contextOf, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** What a person may say of a tube. */
export type TubeAct = Omit<TransferSettled, 'outOfReach'>;

/** A tube with its carrier and what it is asked to do. It names carriers and stations, never what is in them. */
export interface TubeView {
  readonly id: string;
  readonly stations: readonly string[];
  /** The unit of plant that sends by command; null where people work it. */
  readonly machine: UnitId | null;
  /** Whether that unit answers now; null where there is none. */
  readonly machineLive: boolean | null;
  /** The carrier of the newest transfer as the PLC shows it; null where it tells nothing current. */
  readonly carrier: { readonly state: keyof typeof carrierState; readonly station: string | null; readonly read: string } | null;
  /** The first of them now. */
  readonly orders: readonly TransferView[];
  /** Where the PLC told otherwise than people had said, newest last. */
  readonly contradictions: readonly CarrierContradictionView[];
}

export interface TransferView extends Pick<TubeOrder, 'no' | 'carrier' | 'from' | 'to' | 'at' | 'problem'> {
  /** `waiting` for those before it, or for the tube to be seen; `unanswered`: a person looks and says where the carrier is. */
  readonly status: 'waiting' | 'with-machine' | 'under-way' | 'unanswered';
}

export interface CarrierContradictionView extends Pick<CarrierContradiction, 'no' | 'carrier' | 'from' | 'to' | 'found' | 'at' | 'reason' | 'seenAt'> {
  readonly by: string;
  /** Null where the PLC tells nothing of this transfer but that it was made. */
  readonly shown: Omit<NonNullable<TubeView['carrier']>, 'read'> | null;
}

/** Pneumatic tubes, and what people say of them. */
export interface TubeService {
  tubes(): Promise<readonly TubeView[]>;
  /** Refuses `TUBE_UNKNOWN`, and what the tube refuses. */
  act(caller: Caller, tube: string, act: TubeAct): Promise<Outcome<TubeView>>;
}

export interface TubeDeps extends ServiceDeps {
  readonly site: Pick<SiteConfig, 'storage'>;
  readonly drivers: ReadonlyMap<UnitId, UnitDriver>;
}

type Tube = NonNullable<NonNullable<SiteConfig['storage']>['carriage']>['tubes'][number];
const tubesOf = ({ storage }: Pick<SiteConfig, 'storage'>): readonly Tube[] => storage?.carriage?.tubes ?? [];

export function createTubeService(deps: TubeDeps): TubeService {
  const { engine, newId, site, drivers } = deps;
  const tubes = tubesOf(site);
  const driverOf = ({ unit }: Tube) => (unit === undefined ? undefined : drivers.get(unitId(unit)));

  const view = async (tube: Tube): Promise<TubeView> => {
    const live = await engine.find(tubeProcess(tube.id));
    const context = live?.state?.snapshot.context as TubeContext | undefined;
    const driver = context?.unit ? driverOf(tube) : undefined;
    const state = String(live?.state?.snapshot.value);
    return {
      id: tube.id,
      stations: tube.stations,
      machine: context?.unit ?? null,
      machineLive: context?.unit ? (driver?.snapshot().live ?? false) : null,
      carrier: driver ? carrierOf(driver, tube) : null,
      orders: (context?.orders ?? []).map((order, index) => transferView(order, index === 0 ? state : 'open')),
      contradictions: (context?.contradictions ?? []).map((each) => contradictionView(each, tube)),
    };
  };

  return {
    tubes: () => Promise.all(tubes.map(view)),
    act: async (caller, id, act) => {
      const known = tubes.find((each) => each.id === id);
      if (!known) return refuse(unknownTube(id, tubes));
      const isReached = driverOf(known)?.snapshot().live === true;
      const event: TransferSettled = isReached ? act : { ...act, outOfReach: true };
      return ask(deps, tubeProcess(id), { id: newId(), actor: personOf(caller), event }, () => view(known));
    },
  };
}

/** Opens the tubes of the site that are, or were, commanded, and tells those that are open what the site file says by now. */
export async function openTubes(
  deps: Pick<ServiceDeps, 'engine' | 'clock' | 'newId'>,
  site: Pick<SiteConfig, 'storage'>,
  drivers: ReadonlyMap<UnitId, UnitDriver>,
): Promise<void> {
  const { engine, clock, newId } = deps;
  const actor = { kind: 'system', id: 'server' } as const;
  for (const { id: tube, stations, unit: named } of tubesOf(site)) {
    const process = tubeProcess(tube);
    const unit = commandedUnit(named, drivers, ['send']);
    if (!unit && !(await engine.find(process))) continue;
    const input = { id: `${process}/begin`, at: clock(), actor, event: { type: 'process.start', input: { tube, stations, unit } } };
    await engine.start('pneumatic-tube', process, input);
    const context = await contextOf<TubeContext>(deps, process);
    if (context?.unit === unit && context.stations.join() === stations.join()) continue;
    const event = { type: 'tube.stations', stations, unit } as { readonly type: string };
    await engine.submit(process, { id: newId(), at: clock(), actor, event });
  }
}

const stateName = (state: number): keyof typeof carrierState =>
  (Object.keys(carrierState) as (keyof typeof carrierState)[]).find((name) => carrierState[name] === state) ?? 'none';

function carrierOf(driver: UnitDriver, { stations }: Tube): TubeView['carrier'] {
  const { live, readings } = driver.snapshot();
  const value = (tag: string) => (live && readings[tag]?.quality !== 'bad' ? (readings[tag]?.value ?? null) : null);
  const [state, station, read] = [value('Act.CarrierState'), value('Act.CarrierPos'), value('Act.CarrierIdRead')];
  if (typeof state !== 'number' || typeof station !== 'number') return null;
  return { state: stateName(state), station: stations[station - 1] ?? null, read: typeof read === 'string' ? read : '' };
}

/** In which of its tube's states a transfer is more than waiting, for its turn or for a look at the tube. */
const statusOf: Readonly<Record<string, TransferView['status']>> = {
  readying: 'with-machine',
  transferring: 'with-machine',
  watching: 'with-machine',
  underWay: 'under-way',
  checking: 'under-way',
  finding: 'under-way',
  unanswered: 'unanswered',
};

const transferView = ({ no, carrier, from, to, at, problem }: TubeOrder, state: string): TransferView => ({
  no,
  carrier,
  from,
  to,
  at,
  status: statusOf[state] ?? 'waiting',
  problem,
});

const nameOf = ({ name, id }: Actor): string => name ?? id;

const contradictionView = (
  { no, carrier, from, to, found, by, at, reason, shown, seenAt }: CarrierContradiction,
  { stations }: Tube,
): CarrierContradictionView => ({
  no,
  carrier,
  from,
  to,
  found,
  by: nameOf(by),
  at,
  reason,
  shown: shown && { state: stateName(shown.state), station: stations[shown.station - 1] ?? null },
  seenAt,
});

const unknownTube = (tube: string, known: readonly Tube[]): Refusal => ({
  code: 'TUBE_UNKNOWN',
  field: 'tube',
  message: `There is no tube ${tube} at this site.`,
  remedy: known.length > 0 ? `Choose one of: ${known.map(({ id }) => id).join(', ')}.` : 'Name the tubes in the site file, section storage.',
});
