/** What may be told of a carriage in each of its states; `GIVE_UP` is an officer's. */
export type CarriageAct = 'RELEASE' | 'TAKE' | 'RECEIVE' | 'REFUSE' | 'MISS' | 'WITHDRAW' | 'GIVE_UP';

const acts: Readonly<Record<string, readonly CarriageAct[]>> = {
  requested: ['RELEASE', 'WITHDRAW'],
  released: ['TAKE', 'RECEIVE', 'REFUSE', 'WITHDRAW'],
  arrived: ['RECEIVE', 'REFUSE', 'MISS'],
  carried: ['RECEIVE', 'REFUSE', 'MISS'],
  overdue: ['RECEIVE', 'REFUSE', 'MISS'],
  missing: ['RECEIVE', 'GIVE_UP'],
};

export const actsIn = (status: string): readonly CarriageAct[] => acts[status] ?? [];

/** Each act in the words of the screen, with what it does. */
export const actWords = {
  RELEASE: { action: 'release', effect: 'releaseEffect' },
  TAKE: { action: 'take', effect: 'takeEffect' },
  RECEIVE: { action: 'receive', effect: 'receiveEffect' },
  REFUSE: { action: 'refuse', effect: 'refuseEffect' },
  MISS: { action: 'miss', effect: 'missEffect' },
  WITHDRAW: { action: 'withdraw', effect: 'withdrawEffect' },
  GIVE_UP: { action: 'giveUp', effect: 'giveUpEffect' },
} as const;
