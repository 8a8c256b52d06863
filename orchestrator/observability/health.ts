export interface HealthReport {
  /** False: restart the process. */
  readonly live: boolean;
  /** False: send no requests here for now. */
  readonly ready: boolean;
  /** Shown to everyone: names, states and what a few harmless words tell of them. */
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail?: string }[];
}

/** `live` is asked for what must not wait for anything. */
export type Health = (about: 'live' | 'ready') => HealthReport | Promise<HealthReport>;

/** What one thing the server needs says of itself. Everyone may read it: no paths, names, addresses or messages of errors. */
export interface HealthAnswer {
  readonly ok: boolean;
  /** In a few words, for who reads it at night. */
  readonly detail: string;
}

export interface HealthCheck {
  readonly name: string;
  /** Told, but requests are taken without it. */
  readonly isTold?: true;
  readonly look: () => HealthAnswer | Promise<HealthAnswer>;
}

/** A check that takes longer than this, ms, is not well: load balancers wait a few seconds at most. */
const longestLook = 2_000;

/**
 * Whether the server is alive, which it is when it answers at all; and whether it is ready, which it is when every check is well that is not only told. A unit
 * of plant that is out of reach is none of them: people go on working with the others, and an alarm tells of it.
 */
export function createHealth(checks: readonly HealthCheck[]): Health {
  return async (about) => {
    // Nothing is asked that may hang: who does not answer is killed and started again.
    if (about === 'live') return { live: true, ready: true, checks: [] };
    const looked = await Promise.all(checks.map(lookAt));
    return { live: true, ready: looked.every(({ ok }, index) => ok || checks[index]?.isTold === true), checks: looked };
  };
}

async function lookAt({ name, look }: HealthCheck): Promise<HealthReport['checks'][number]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthAnswer>((resolve) => {
    timer = setTimeout(
      () => resolve({ ok: false, detail: `no answer within ${longestLook / 1_000} s` }),
      longestLook,
    );
  });
  try {
    return { name, ...(await Promise.race([Promise.resolve().then(look), late])) };
  } catch {
    return { name, ok: false, detail: 'the check itself failed' };
  } finally {
    clearTimeout(timer);
  }
}
