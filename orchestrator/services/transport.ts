import type { SiteConfig } from '../../config/site/load.ts';
import type { UnitDriver } from '../../plc-adapters/unit-driver.ts';
import { processId } from '../../workflows/kernel/brand.ts';
import type { BlindCode, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import { storageProcess } from '../../workflows/storage/stored-bottle.ts';
import type { StorageContext } from '../../workflows/storage/stored-bottle.ts';
import type {
  CarriageEvent,
  CarriageOrder,
  CarriedContainer,
  Means,
} from '../../workflows/transport/carriage.ts';
import { createOneAtATime } from '../identity/one-at-a-time.ts';
import type { ContainerView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import type { CarriageView } from '../views/transport-view.ts';
import { commandedUnit } from './commanded-unit.ts';
import type { Caller } from './contract.ts';
import { ask, contextOf, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

export interface CarriageWish extends Pick<CarriageOrder, 'from' | 'to' | 'receiver'> {
  readonly codes: readonly BlindCode[];
  readonly means: Means;
}

/** Samples on their way between places. */
export interface TransportService {
  /** Those under way. */
  open(): Promise<readonly CarriageView[]>;
  carriage(id: ProcessId): Promise<CarriageView | null>;
  /**
   * Refuses `CARRIAGE_NOT_SET_UP`, `CONTAINER_UNKNOWN`, `CONTAINER_REPEATED`, `CONTAINER_ON_ITS_WAY`, `CONTAINER_STORED`,
   * `CONTAINERS_MIXED` (one box would show two stages' codes), `STATION_UNKNOWN`, `RECEIVER_UNKNOWN`.
   */
  request(caller: Caller, wish: CarriageWish): Promise<Outcome<CarriageView>>;
  act(caller: Caller, id: ProcessId, event: CarriageEvent): Promise<Outcome<CarriageView>>;
}

export interface TransportDeps extends ServiceDeps {
  readonly site: Pick<SiteConfig, 'storage' | 'users'>;
  readonly drivers: ReadonlyMap<UnitId, UnitDriver>;
}

interface Found extends CarriedContainer {
  readonly kind: string;
}

export function createTransportService(deps: TransportDeps): TransportService {
  const { engine, views, clock, newId, site, drivers } = deps;
  const oneAtATime = createOneAtATime();
  const open = () => views.find<CarriageView>(collections.carriages, { index: 'open' });
  const carriage = (id: ProcessId) => views.get<CarriageView>(collections.carriages, id);

  /** What is known of a container: as it was put away last, else as its lineage has it. */
  const containerOf = async (code: BlindCode, field: string): Promise<Outcome<Found>> => {
    const container = await views.get<ContainerView>(collections.containers, code);
    if (!container || container.kind === 'lot') return refuse(unknownContainer(code, field));
    const { consignment: parent, kind, seal, mass } = container;
    const stored = await contextOf<StorageContext>(deps, storageProcess(code));
    if (stored?.slot) return refuse(stillStored(code, field));
    return ok({ code, parent, kind, ...(stored?.expected ?? { seal, mass }) });
  };

  const containersOf = async (codes: readonly BlindCode[]): Promise<Outcome<readonly Found[]>> => {
    const under = (await open()).flatMap((each) => each.codes);
    const all: Found[] = [];
    for (const [index, code] of codes.entries()) {
      const field = `codes.${index}`;
      if (codes.indexOf(code) !== index) return refuse(repeated(code, field));
      const found = await containerOf(code, field);
      if (!found.ok) return found;
      if (under.includes(code)) return refuse(onItsWay(code, field));
      all.push(found.value);
    }
    const gross = all.filter(({ kind }) => kind === 'gross-sample').length;
    return gross === 0 || gross === all.length ? ok(all) : refuse(mixed);
  };

  return {
    open,
    carriage,
    // One after the other: nothing is ordered twice between looking and ordering.
    request: (caller, wish) =>
      oneAtATime('request', async () => {
        const { storage, users } = site;
        if (!storage?.carriage) return refuse(notSetUp);
        const wrong = refuseWay(wish, storage.carriage.tubes) ?? refuseReceiver(wish, users);
        if (wrong) return refuse(wrong);
        const found = await containersOf(wish.codes);
        if (!found.ok) return found;
        const { from, to, means, receiver } = wish;
        const { overdue_min, carriers } = storage.carriage;
        const order: CarriageOrder = {
          containers: found.value.map(({ code, parent, seal, mass }) => ({ code, parent, seal, mass })),
          from,
          to,
          means,
          ...(isCommanded(means, storage.carriage.tubes, drivers) && { commanded: true }),
          receiver,
          overdue_min,
          rules: {
            massTolerancePercent: storage.massTolerancePercent,
            knownHolders: [...users.map(({ id }) => id), ...carriers],
          },
        };
        const id = processId(`transport/${newId()}`);
        const event = { type: 'process.start', input: { order } };
        await engine.start('transport', id, {
          id: `${id}/begin`,
          at: clock(),
          actor: personOf(caller),
          event,
        });
        const view = await carriage(id);
        return view ? ok(view) : refuse(notFound('id', id));
      }),
    act: async (caller, id, event) =>
      (await carriage(id))
        ? ask(deps, id, { id: newId(), actor: personOf(caller), event }, () => carriage(id))
        : refuse(notFound('id', id)),
  };
}

const isCommanded = (
  means: Means,
  tubes: readonly { readonly id: string; readonly unit?: string }[],
  drivers: ReadonlyMap<UnitId, UnitDriver>,
): boolean =>
  means.kind === 'tube' && commandedUnit(tubes.find(({ id }) => id === means.tube)?.unit, drivers, ['send']) !== null;

function refuseWay(
  { from, to, means }: CarriageWish,
  tubes: readonly { readonly id: string; readonly stations: readonly string[] }[],
): Refusal | undefined {
  if (means.kind !== 'tube') return undefined;
  const tube = tubes.find(({ id }) => id === means.tube);
  if (!tube) {
    const remedy = `Choose one of: ${tubes.map(({ id }) => id).join(', ') || 'none is set up'}.`;
    return {
      code: 'STATION_UNKNOWN',
      field: 'means.tube',
      message: `There is no tube ${means.tube}.`,
      remedy,
    };
  }
  const field = tube.stations.includes(from) ? (tube.stations.includes(to) ? null : 'to') : 'from';
  return field === null
    ? undefined
    : {
        code: 'STATION_UNKNOWN',
        field,
        message: `Tube ${tube.id} has no such station.`,
        remedy: `Choose one of: ${tube.stations.join(', ')}.`,
      };
}

const refuseReceiver = (
  { receiver }: CarriageWish,
  users: readonly { readonly id: string }[],
): Refusal | undefined =>
  receiver === null || users.some(({ id }) => id === receiver)
    ? undefined
    : {
        code: 'RECEIVER_UNKNOWN',
        field: 'receiver',
        message: `There is no user ${receiver}.`,
        remedy: 'Give a user name, or leave it out: then anybody else may receive it.',
      };

const unknownContainer = (code: BlindCode, field: string): Refusal => ({
  code: 'CONTAINER_UNKNOWN',
  field,
  message: `There is no container ${code}.`,
  remedy: 'Read the label again.',
});
const repeated = (code: BlindCode, field: string): Refusal => ({
  code: 'CONTAINER_REPEATED',
  field,
  message: `${code} is named twice.`,
  remedy: 'Name each container once.',
});
const stillStored = (code: BlindCode, field: string): Refusal => ({
  code: 'CONTAINER_STORED',
  field,
  message: `${code} lies in a cabinet.`,
  remedy: 'Fetch it from its slot first.',
});
const onItsWay = (code: BlindCode, field: string): Refusal => ({
  code: 'CONTAINER_ON_ITS_WAY',
  field,
  message: `A carriage of ${code} is under way.`,
  remedy: 'Receive or withdraw that one first.',
});
const mixed: Refusal = {
  code: 'CONTAINERS_MIXED',
  field: 'codes',
  message: 'Gross samples and bottles do not go in one carriage: it would show the codes of two stages.',
  remedy: 'Ask for a carriage of each.',
};
const notSetUp: Refusal = {
  code: 'CARRIAGE_NOT_SET_UP',
  message: 'This site has not said how samples are carried.',
  remedy: 'Add storage.carriage to the site file.',
};
