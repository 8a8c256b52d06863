import type { Schemas } from '../../api/client.ts';
import type { Session } from '../../session/session.ts';

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

type Carriage = Pick<Schemas['Carriage'], 'status' | 'means' | 'receiver' | 'requested' | 'released' | 'taken'>;
type Person = Pick<Session, 'id' | 'name'>;

/**
 * What a person may tell of a carriage: who released it does not receive it, what has no carrier yet is received from hand to hand only,
 * and who has nothing to do with it does not withdraw it.
 */
export function actsOf({ status, means, receiver, requested, released, taken }: Carriage, { id, name }: Person): readonly CarriageAct[] {
  const isMine = (deed: { readonly by: string } | null) => deed !== null && [id, name].includes(deed.by);
  const mayReceive = !isMine(released) && (receiver === null || receiver === id);
  return (acts[status] ?? []).filter((act) => {
    switch (act) {
      case 'RECEIVE':
        return mayReceive && (taken !== null || means.kind === 'person');
      case 'REFUSE':
        return mayReceive;
      case 'WITHDRAW':
        return isMine(requested) || isMine(released);
      default:
        return true;
    }
  });
}

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
