import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpRefusal } from './http-refusal.ts';

export interface RequestLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** A hundred a second for a minute: far above what following the feed and pulling a day's certificates takes, far below a loop gone wild. */
export const generousLimit: RequestLimit = { requests: 6000, seconds: 60 };

/** Counts a request of somebody; resolves to the s to wait (≥ 1) when there were too many, else to null. A long poll counts once. */
export type RequestCounter = (who: string) => Promise<number | null>;

/** In memory: a restart forgets. */
export function createRequestCounter({ requests, seconds }: RequestLimit): RequestCounter {
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds });
  return async (who) => {
    try {
      await limiter.consume(who);
      return null;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw error;
    }
  };
}

/** Counts a request, or throws `RATE_LIMITED` with Retry-After. */
export async function requireWithinLimit(count: RequestCounter, who: string): Promise<void> {
  const wait = await count(who);
  if (wait === null) return;
  throw new HttpRefusal(
    {
      code: 'RATE_LIMITED',
      message: 'Too many requests in a short time.',
      remedy: `Wait ${wait} s (header Retry-After); follow the feed with wait= instead of asking again and again.`,
    },
    { headers: { 'Retry-After': String(wait) } },
  );
}
