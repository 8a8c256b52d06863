import { DateTime } from 'luxon';
import type { SiteConfig } from '../../config/site/load.ts';
import type { UnitDriver } from '../../plc-adapters/unit-driver.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { unitId } from '../../workflows/kernel/brand.ts';
import type { BlindCode, Instant, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import type { FetchedForTest, StorageEvent } from '../../workflows/storage/events.ts';
import { cabinetProcess, refuseSlot } from '../../workflows/storage/slots.ts';
import type { CabinetContext, Slot, SlotGiven, SlotRefused } from '../../workflows/storage/slots.ts';
import { collections } from '../views/projection.ts';
import type { StoredBottleView } from '../views/storage-view.ts';
import type { Caller } from './contract.ts';
import { ask, contextOf, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** What a person may tell a bottle, or ask of it. */
export type StorageAct = Exclude<
  StorageEvent,
  SlotGiven | SlotRefused | FetchedForTest | { readonly type: 'retention.over' }
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

export interface CabinetView {
  readonly id: string;
  readonly name: Bilingual;
  readonly slots: readonly {
    readonly slot: number;
    readonly code: BlindCode | null;
    readonly since: Instant | null;
    /** What the cabinet's own PLC says; null where it has none, or nothing current. */
    readonly plc: 'occupied' | 'empty' | null;
    /** The PLC contradicts what is recorded. */
    readonly differs: boolean;
  }[];
}

/** Retained bottles. Cabinets that have a drive are read; nothing here commands one. */
export interface StorageService {
  /** Those that are still kept. */
  bottles(filter: BottleFilter): Promise<readonly StoredBottleView[]>;
  bottle(id: ProcessId): Promise<StoredBottleView | null>;
  cabinets(): Promise<readonly CabinetView[]>;
  /** Refuses `CABINET_UNKNOWN`, what the cabinet refuses of a slot, and what the bottle refuses. */
  act(caller: Caller, id: ProcessId, act: StorageAct): Promise<Outcome<StoredBottleView>>;
}

export interface StorageDeps extends ServiceDeps {
  readonly site: Pick<SiteConfig, 'storage' | 'timeZone'>;
  readonly drivers: ReadonlyMap<UnitId, UnitDriver>;
}

export function createStorageService(deps: StorageDeps): StorageService {
  const { views, clock, newId, site, drivers } = deps;
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

  return {
    bottles: async (filter) => {
      const today = DateTime.fromISO(clock(), { zone: site.timeZone }).toISODate() ?? '';
      const kept = await views.find<StoredBottleView>(collections.storedBottles, { index: 'kept' });
      return kept.filter((one) => isAsked(one, filter, today));
    },
    bottle,
    cabinets: () =>
      Promise.all(
        cabinets.map(async ({ id, name, slots, unit }) => {
          const context = await contextOf<CabinetContext>(deps, cabinetProcess(id));
          const driver = unit === undefined ? undefined : drivers.get(unitId(unit));
          return {
            id,
            name,
            slots: Array.from({ length: slots }, (_, index) => {
              const slot = index + 1;
              const taken = context?.taken.find((each) => each.slot === slot);
              const plc = driver ? slotOf(driver, slot) : null;
              return {
                slot,
                code: taken?.code ?? null,
                since: taken?.since ?? null,
                plc,
                differs: plc !== null && (plc === 'occupied') !== (taken !== undefined),
              };
            }),
          };
        }),
      ),
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

/** What the PLC of a preparation line says of a slot of its cabinet; docs/plant-interface/coal-preparation-line.md. */
function slotOf(driver: UnitDriver, slot: number): 'occupied' | 'empty' | null {
  const { live, readings } = driver.snapshot();
  const reading = readings[`Cabinet.Act.SlotState[${slot}]`];
  if (!live || !reading || reading.quality === 'bad' || typeof reading.value !== 'number') return null;
  return reading.value === 0 ? 'empty' : 'occupied';
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
