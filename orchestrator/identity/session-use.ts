/** s */
export interface SessionTimes {
  /** One shift: a person logs in once a shift. After it nothing keeps the session open. */
  readonly lifetime: number;
  /** Nothing asked for so long, and no live stream open: the browser is closed, or the token lies about somewhere. */
  readonly idle: number;
}

/** OWASP ASVS 4.0.3, 3.3.2 at level 2: no more than 12 h, or 30 min without use. */
export const sessionTimes: SessionTimes = { lifetime: 8 * 3600, idle: 30 * 60 };

/** When sessions were last used. In memory: after a restart each begins anew. */
export interface SessionUse {
  /** Notes a use; false when the last one was too long ago. */
  use(session: string): boolean;
  /** In use until what it gives is called. */
  hold(session: string): () => void;
}

export function createSessionUse({ lifetime, idle }: SessionTimes, clock: () => Date): SessionUse {
  const uses = new Map<string, { holders: number; lastAt: number }>();
  const now = () => clock().getTime();

  const entryOf = (session: string) => {
    const known = uses.get(session);
    if (known) return known;
    // No token lives longer.
    for (const [id, { holders, lastAt }] of uses)
      if (holders === 0 && now() - lastAt > lifetime * 1000) uses.delete(id);
    const entry = { holders: 0, lastAt: now() };
    uses.set(session, entry);
    return entry;
  };

  return {
    use(session) {
      const entry = entryOf(session);
      if (entry.holders === 0 && now() - entry.lastAt > idle * 1000) return false;
      entry.lastAt = now();
      return true;
    },
    hold(session) {
      const entry = entryOf(session);
      entry.holders += 1;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        entry.holders -= 1;
        entry.lastAt = now();
      };
    },
  };
}
