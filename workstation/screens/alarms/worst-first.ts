import type { Schemas } from '../../api/client.ts';

type Alarm = Schemas['Alarm'];

/** The order in which alarms want attention: not acknowledged before acknowledged, then priority, first-out, and what came first. */
export const worstFirst = (alarms: readonly Alarm[]): readonly Alarm[] =>
  alarms.toSorted(
    (a, b) =>
      rank(a) - rank(b) || a.priority - b.priority || Number(b.firstOut) - Number(a.firstOut) || a.raisedAt.localeCompare(b.raisedAt),
  );

const ranks = { unacknowledged: 0, 'returned-unacknowledged': 1, acknowledged: 2, shelved: 3, normal: 4 } as const;
const rank = ({ state }: Alarm): number => ranks[state];
