import type { Schemas } from '../../api/client.ts';
import type { OperationName } from '../../session/session.ts';

export type Bottle = Schemas['StoredBottle'];
export type BottleAct =
  | 'PUT_AWAY' | 'MOVE' | 'FETCH' | 'USED_UP' | 'RETAIN' | 'HOLD' | 'LIFT_QUARANTINE' | 'PROPOSE' | 'CONFIRM' | 'DECLINE'; // prettier-ignore

/** Which operation an act is of. */
export const operationOf = {
  PUT_AWAY: 'placeStoredBottle',
  MOVE: 'placeStoredBottle',
  FETCH: 'fetchStoredBottle',
  USED_UP: 'fetchStoredBottle',
  RETAIN: 'keepStoredBottle',
  HOLD: 'keepStoredBottle',
  LIFT_QUARANTINE: 'keepStoredBottle',
  PROPOSE: 'disposeOfStoredBottle',
  CONFIRM: 'disposeOfStoredBottle',
  DECLINE: 'disposeOfStoredBottle',
} as const satisfies Readonly<Record<BottleAct, OperationName>>;

/** What may be done with a bottle as it stands; who proposed its disposal does not confirm it. */
export function actsFor(
  { status, onHold, quarantined, disposal, disposableFrom, inMachine }: Bottle,
  person: string,
  today: string,
): readonly BottleAct[] {
  const keeping: readonly BottleAct[] = [
    'RETAIN',
    'HOLD',
    ...(quarantined ? (['LIFT_QUARANTINE'] as const) : []),
  ];
  switch (status) {
    case 'awaited':
      return ['PUT_AWAY', ...keeping];
    case 'stored': {
      const due = disposableFrom !== null && disposableFrom <= today && !onHold;
      return [...(inMachine ? [] : (['MOVE'] as const)), 'FETCH', ...keeping, ...(due ? (['PROPOSE'] as const) : [])];
    }
    case 'out':
      return ['PUT_AWAY', 'USED_UP', ...keeping];
    case 'disposing':
      return disposal?.notBy === person ? ['DECLINE', 'HOLD'] : ['CONFIRM', 'DECLINE', 'HOLD'];
    case 'claiming':
    case 'fetching':
    case 'disposed':
    case 'usedUp':
      return [];
  }
}
