import { useState } from 'react';

/**
 * Keeps what the server refused for where the form itself is gone by then: somebody else told of the same thing in the same moment, and
 * who came second must read that his words were not taken.
 */
export function useRefusedWork(): {
  readonly refused: unknown;
  readonly telling: <Told>(send: (told: Told) => Promise<unknown>) => (told: Told) => Promise<unknown>;
} {
  const [refused, setRefused] = useState<unknown>(null);
  return {
    refused,
    telling: (send) => async (told) => {
      setRefused(null);
      try {
        return await send(told);
      } catch (error) {
        setRefused(error);
        throw error;
      }
    },
  };
}
