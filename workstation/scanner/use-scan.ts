import { createContext, use, useEffect, useRef } from 'react';

type Taker = (code: string) => boolean;

/** Who takes a scan: the screen that asked last, if it knows what to do with it; otherwise the shell. */
export class ScanDesk {
  readonly #takers: Taker[] = [];

  /** `asLast`: only what no screen wants, whichever of them was there first. */
  take(taker: Taker, asLast = false): () => void {
    if (asLast) this.#takers.unshift(taker);
    else this.#takers.push(taker);
    return () => {
      this.#takers.splice(this.#takers.indexOf(taker), 1);
    };
  }

  /** False: nobody wanted it. */
  hand(code: string): boolean {
    return this.#takers.toReversed().some((taker) => taker(code));
  }
}

export const ScanContext = createContext(new ScanDesk());

/** Takes scans while the screen is shown; the function returns whether the code was for it. */
export function useScan(taker: Taker, asLast = false): void {
  const desk = use(ScanContext);
  const latest = useRef(taker);
  useEffect(() => {
    latest.current = taker;
  });
  useEffect(() => desk.take((code) => latest.current(code), asLast), [desk, asLast]);
}
