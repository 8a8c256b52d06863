import type { PlantState } from '../../workflows/plant-unit/messages.ts';
import type { TagMap } from '../tag-map/parse.ts';
import { fault, warning } from './finding.ts';
import type { Finding } from './finding.ts';

/** What a unit shows of itself just now, however commands reach it. `about` is the part of the check that asks. */

/** Null when the tag map does not know the number. */
export const stateOf = (map: TagMap, number: number): PlantState | null => map.states[String(number)] ?? null;

export function stateFindings(map: TagMap, number: number, about: string): readonly Finding[] {
  if (stateOf(map, number) !== null) return [];
  const known = Object.keys(map.states).join(', ');
  return [fault('STATE_NOT_MAPPED', about, `The PLC is in state ${number}; the tag map knows ${known}.`)];
}

/** Whether commands believe in another mode; 0 believes in any. */
export const isOtherMode = ({ commandMode }: TagMap, mode: number): boolean => commandMode !== 0 && mode !== commandMode;

export const modeFindings = (map: TagMap, mode: number, about: string): readonly Finding[] =>
  isOtherMode(map, mode)
    ? [warning('MODE_DIFFERS', about, `Commands believe in mode ${map.commandMode}, the unit is in ${mode}.`)]
    : [];

export const faultFindings = (code: number, about: string): readonly Finding[] =>
  code === 0 ? [] : [warning('FAULT_STANDS', about, `Fault ${code} stands.`)];
