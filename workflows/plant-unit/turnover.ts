import type { BlindCode, Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import { isAlike } from '../scheduling/cleaning.ts';
import type { Soil, UnitCargo, UnitRules } from '../scheduling/cleaning.ts';
import { turns } from '../scheduling/turn.ts';
import type { TurnRequest } from '../scheduling/turn.ts';
import { startSetup } from '../setup-checks/setup.ts';

interface Waits extends TurnRequest {
  readonly cargo?: UnitCargo;
}

/** A unit as far as it matters for who may have it next. */
interface Sharing<Asker extends Waits> {
  readonly capacity: number;
  readonly rules: UnitRules;
  readonly holders: readonly { readonly cargo?: UnitCargo }[];
  readonly waiting: readonly Asker[];
  /** Null or absent while the unit is in use, when it is clean, and where the site does not say that it must be. */
  readonly soil?: Soil | null;
}

/**
 * Who gets the unit now: those whose turn it is, as far as there is room. Who cannot follow what is in the unit, or was in it last,
 * waits until it is empty and clean, and nobody overtakes him meanwhile: else those who can would keep the unit from him for ever.
 * While people clean it nobody gets it.
 */
export function admitted<Asker extends Waits>(unit: Sharing<Asker>, now: Instant): readonly Asker[] {
  if (unit.soil?.cleaning) return [];
  const room = Math.max(0, unit.capacity - unit.holders.length);
  const next: Asker[] = [];
  for (const { request } of turns(unit.waiting, now, unit.rules).slice(0, room)) {
    if (!mayFollow({ ...unit, holders: [...unit.holders, ...next] }, request)) break;
    next.push(request);
  }
  return next;
}

/** Whether a run may use the unit beside or after what is in it; room is another matter. */
export function mayFollow(
  { rules: { cleaning }, holders, soil }: Pick<Sharing<Waits>, 'rules' | 'holders' | 'soil'>,
  asker: Waits,
): boolean {
  if (!cleaning) return true;
  const cargo = asker.cargo ?? null;
  if (holders.length > 0) return holders.every((held) => isAlike(cleaning, held.cargo ?? null, cargo));
  return !soil || isAlike(cleaning, soil.cargo, cargo);
}

/** Whether the unit stands free for somebody who waits for nothing but its cleaning. */
export function awaitsCleaning(unit: Sharing<Waits>, now: Instant): boolean {
  const [first] = turns(unit.waiting, now, unit.rules);
  return first !== undefined && unit.holders.length === 0 && !mayFollow(unit, first.request);
}

/** Has people clean the unit and make the check that says so; the unit is told `setup.finished`. */
export function startCleaning(
  unit: UnitId,
  parent: ProcessId,
  no: number,
  { check, timeZone }: NonNullable<NonNullable<UnitRules['cleaning']>['record']>,
) {
  const sampleId = `${unit}.cleaning.${no}` as BlindCode;
  return startSetup({ parent, unitNo: no, sampleId, sampler: unit, timeZone, checks: [check] });
}
