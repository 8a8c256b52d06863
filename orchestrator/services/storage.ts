import { DateTime } from 'luxon';
import type { SiteConfig } from '../../config/site/load.ts';
import type { UnitDriver } from '../../plc-adapters/unit-driver.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { unitId } from '../../workflows/kernel/brand.ts';
import type { BlindCode, Instant, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import type { FetchedForTest, SlotAnswer, StorageEvent } from '../../workflows/storage/events.ts';
import { cabinetProcess, refuseSlot } from '../../workflows/storage/slots.ts';
import type {
  CabinetContext,
  CabinetOrder,
  CabinetScanAsked,
  Contradiction,
  OrderConfirmed,
  OrderDeclined,
  OrderProblem,
  OrderSettled,
  SlotDifference,
} from '../../workflows/storage/cabinet-orders.ts';
import type { Slot } from '../../workflows/storage/slots.ts';
import { collections } from '../views/projection.ts';
import type { StoredBottleView } from '../views/storage-view.ts';
import type { Caller } from './contract.ts';
import { pageOfRows } from './list-page.ts';
import type { Page, PageWanted } from './list-page.ts';
import { ask, contextOf, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** What a person may tell a bottle, or ask of it. */
export type StorageAct = Exclude<
  StorageEvent,
  SlotAnswer | FetchedForTest | { readonly type: 'retention.over' }
>;

/** Which bottles; what is absent is not asked for. */
export interface BottleFilter {
  readonly cabinet?: string;
  readonly status?: string;
  /** Whether it may be disposed of today. */
  readonly due?: boolean;
  readonly onHold?: boolean;
  readonly quarantined?: boolean;
}

/** What a person may ask of a cabinet that has a machine. */
export type CabinetAct = CabinetScanAsked | Omit<OrderSettled, 'outOfReach'> | OrderConfirmed | OrderDeclined;

export interface CabinetView {
  readonly id: string;
  readonly name: Bilingual;
  readonly slots: readonly {
    readonly slot: number;
    readonly code: BlindCode | null;
    readonly since: Instant | null;
    /** What the cabinet's own PLC says; null where it has none, or nothing current. */
    readonly plc: 'occupied' | 'empty' | null;
    /** The label that the machine of a commanded cabinet read there; null for none, or nothing current. */
    readonly label: string | null;
    /** The PLC contradicts what is recorded. */
    readonly differs: boolean;
  }[];
  /** The unit of plant that stores and retrieves by command; null where people do. */
  readonly machine: UnitId | null;
  /** Whether that unit answers now; null where there is none. */
  readonly machineLive: boolean | null;
  /** What the machine is asked to do, the first of them now. */
  readonly orders: readonly CabinetOrderView[];
  readonly lastScan: {
    readonly at: Instant;
    readonly by: string;
    readonly refusal: Refusal | null;
    readonly differences: readonly SlotDifference[];
  } | null;
  /** Where the machine showed otherwise than people had said, newest last. */
  readonly contradictions: readonly ContradictionView[];
}

export interface ContradictionView {
  readonly no: number;
  readonly op: Contradiction['op'];
  readonly code: BlindCode;
  readonly slot: number;
  /** What was said, by whom, when and why. */
  readonly carriedOut: boolean;
  readonly by: string;
  readonly second: string | null;
  readonly at: Instant;
  readonly reason: string;
  /** Whether the slot is occupied, and the label read in it; null where the slot tells nothing, no label where it cannot be read. */
  readonly shown: { readonly occupied: boolean; readonly label: string | null } | null;
  readonly seenAt: Instant;
}

export interface CabinetOrderView {
  readonly no: number;
  readonly op: CabinetOrder['op'];
  /** Null for a scan. */
  readonly code: BlindCode | null;
  readonly slot: number | null;
  readonly at: Instant;
  /** `waiting` for those before it, or for the machine to be seen; `with-machine`; `unanswered`: a person looks and says. */
  readonly status: 'waiting' | 'with-machine' | 'unanswered';
  readonly problem: OrderProblem | null;
  /** Who says that it was carried out, until another person confirms it. */
  readonly proposal: { readonly by: string; readonly at: Instant; readonly reason: string } | null;
}

/** Retained bottles, and the cabinets they lie in. */
export interface StorageService {
  /** Those that are still kept. */
  /** A page of those that are kept. */
  bottles(filter: BottleFilter, wanted: PageWanted): Promise<Page<StoredBottleView>>;
  bottle(id: ProcessId): Promise<StoredBottleView | null>;
  cabinets(): Promise<readonly CabinetView[]>;
  /** Refuses `CABINET_UNKNOWN`, what the cabinet refuses of a slot, and what the bottle refuses. */
  act(caller: Caller, id: ProcessId, act: StorageAct): Promise<Outcome<StoredBottleView>>;
  /** Refuses `CABINET_UNKNOWN`, and what the cabinet refuses. */
  actOnCabinet(caller: Caller, cabinet: string, act: CabinetAct): Promise<Outcome<CabinetView>>;
}

export interface StorageDeps extends ServiceDeps {
  readonly site: Pick<SiteConfig, 'storage' | 'timeZone'>;
  readonly drivers: ReadonlyMap<UnitId, UnitDriver>;
}

export function createStorageService(deps: StorageDeps): StorageService {
  const { engine, views, clock, newId, site, drivers } = deps;
  const cabinets = site.storage?.cabinets ?? [];
  const bottle = (id: ProcessId) => views.get<StoredBottleView>(collections.storedBottles, id);

  /** The cabinet decides when it is asked; this tells a person at once what it would say now. */
  const refusePlace = async (
    { cabinet, slot }: Slot,
    { id, code }: StoredBottleView,
  ): Promise<Refusal | undefined> => {
    if (!cabinets.some((known) => known.id === cabinet)) return unknownCabinet(cabinet, cabinets);
    const context = await contextOf<CabinetContext>(deps, cabinetProcess(cabinet));
    return context ? refuseSlot(context, { slot, code }, id) : unknownCabinet(cabinet, cabinets);
  };

  const cabinetView = async ({ id, name, slots, unit }: (typeof cabinets)[number]): Promise<CabinetView> => {
    const live = await engine.find(cabinetProcess(id));
    const context = live?.state?.snapshot.context as CabinetContext | undefined;
    const driver = unit === undefined ? undefined : drivers.get(unitId(unit));
    return {
      id,
      name,
      slots: Array.from({ length: slots }, (_, index) => slotView(index + 1, context, driver)),
      machine: context?.unit ?? null,
      machineLive: context?.unit ? (driver?.snapshot().live ?? false) : null,
      orders: (context?.orders ?? []).map((order, index) => orderView(order, index === 0 ? String(live?.state?.snapshot.value) : 'open')),
      lastScan: context?.lastScan ? { ...context.lastScan, by: nameOf(context.lastScan.by) } : null,
      contradictions: (context?.settled?.contradictions ?? []).map(contradictionView),
    };
  };

  return {
    bottles: async (filter, wanted) => {
      const today = DateTime.fromISO(clock(), { zone: site.timeZone }).toISODate() ?? '';
      return pageOfRows<StoredBottleView>(views, {
        ...wanted,
        collection: collections.storedBottles,
        index: 'kept',
        keyOf: ({ id }) => id,
        fits: (one) => isAsked(one, filter, today),
      });
    },
    bottle,
    cabinets: () => Promise.all(cabinets.map(cabinetView)),
    actOnCabinet: async (caller, id, act) => {
      const known = cabinets.find((each) => each.id === id);
      if (!known) return refuse(unknownCabinet(id, cabinets));
      const driver = known.unit === undefined ? undefined : drivers.get(unitId(known.unit));
      const isBlind = act.type === 'order.settled' && driver?.snapshot().live !== true;
      const event: CabinetScanAsked | OrderSettled | OrderConfirmed | OrderDeclined = isBlind ? { ...act, outOfReach: true } : act;
      return ask(deps, cabinetProcess(id), { id: newId(), actor: personOf(caller), event }, () => cabinetView(known));
    },
    act: async (caller, id, act) => {
      const known = await bottle(id);
      if (!known) return refuse(notFound('id', id));
      const refusal =
        act.type === 'bottle.put-away' || act.type === 'bottle.move'
          ? await refusePlace(act, known)
          : undefined;
      return refusal
        ? refuse(refusal)
        : ask(deps, id, { id: newId(), actor: personOf(caller), event: act }, () => bottle(id));
    },
  };
}

function isAsked(one: StoredBottleView, filter: BottleFilter, today: string): boolean {
  const { cabinet, status, due, onHold, quarantined } = filter;
  const isDue = one.disposableFrom !== null && one.disposableFrom <= today;
  return (
    (cabinet === undefined || one.slot?.cabinet === cabinet) &&
    (status === undefined || one.status === status) &&
    (due === undefined || isDue === due) &&
    (onHold === undefined || one.onHold === onHold) &&
    (quarantined === undefined || one.quarantined === quarantined)
  );
}

function slotView(slot: number, context: CabinetContext | undefined, driver: UnitDriver | undefined): CabinetView['slots'][number] {
  const taken = context?.taken.find((each) => each.slot === slot);
  const plc = driver ? stateOf(driver, slot) : null;
  const label = driver && context?.unit ? labelOf(driver, slot) : null;
  // What an order is about is on its way, and what could not be read contradicts nothing.
  const isMoving = context?.orders.some((order) => order.bottle?.slot === slot) ?? false;
  const isOther = plc !== null && (plc === 'occupied') !== (taken !== undefined);
  const isAnother = label !== null && taken !== undefined && label !== taken.code;
  return {
    slot,
    code: taken?.code ?? null,
    since: taken?.since ?? null,
    plc,
    label,
    differs: !isMoving && (isOther || isAnother),
  };
}

/** In which of its cabinet's states an order is more than waiting, for its turn or for a look at the machine. */
const statusOf: Readonly<Record<string, CabinetOrderView['status']>> = {
  readying: 'with-machine',
  working: 'with-machine',
  unanswered: 'unanswered',
};

const nameOf = ({ name, id }: Actor): string => name ?? id;

const orderView = ({ no, op, bottle, at, problem, proposal }: CabinetOrder, state: string): CabinetOrderView => ({
  no,
  op,
  code: bottle?.code ?? null,
  slot: bottle?.slot ?? null,
  at,
  status: statusOf[state] ?? 'waiting',
  problem,
  proposal: proposal ? { ...proposal, by: nameOf(proposal.by) } : null,
});

const contradictionView = ({ bottle: { code, slot }, by, second, shown, ...told }: Contradiction): ContradictionView => ({
  ...told,
  code,
  slot,
  by: nameOf(by),
  second: second && nameOf(second),
  shown: shown === undefined ? null : { occupied: shown !== null, label: shown === '' ? null : shown },
});

/** What the PLC of a cabinet, or of the line it belongs to, says of a slot; docs/plant-interface.md. */
function readingOf(driver: UnitDriver, name: string): string | number | boolean | null {
  const { live, readings } = driver.snapshot();
  const reading = readings[`Act.${name}`] ?? readings[`Cabinet.Act.${name}`];
  return live && reading && reading.quality !== 'bad' ? reading.value : null;
}

function stateOf(driver: UnitDriver, slot: number): 'occupied' | 'empty' | null {
  const state = readingOf(driver, `SlotState[${slot}]`);
  if (typeof state !== 'number') return null;
  return state === 0 ? 'empty' : 'occupied';
}

function labelOf(driver: UnitDriver, slot: number): string | null {
  const label = readingOf(driver, `SlotBarcode[${slot}]`);
  return typeof label === 'string' && label !== '' ? label : null;
}

const unknownCabinet = (cabinet: string, known: readonly { readonly id: string }[]): Refusal => ({
  code: 'CABINET_UNKNOWN',
  field: 'cabinet',
  message: `There is no cabinet ${cabinet} at this site.`,
  remedy:
    known.length > 0
      ? `Choose one of: ${known.map(({ id }) => id).join(', ')}.`
      : 'Name the cabinets in the site file, section storage.',
});
