import { createHash } from 'node:crypto';

/** What the demonstration's instruments show: the coal's own value with a scatter that depends on nothing but seed, bottle and run. */

interface Truth {
  readonly value: number;
  /** Standard deviation of one determination. */
  readonly scatter: number;
  readonly decimals: number;
}

/** The coal of the demonstration ship, as the laboratory finds it. */
const coal: Readonly<Record<string, Truth>> = {
  Mt: { value: 14.2, scatter: 0.15, decimals: 1 },
  M: { value: 5.3, scatter: 0.08, decimals: 2 },
  A: { value: 10.6, scatter: 0.06, decimals: 2 },
  V: { value: 33.2, scatter: 0.15, decimals: 2 },
  St: { value: 0.55, scatter: 0.014, decimals: 2 },
  Qgr: { value: 24860, scatter: 38, decimals: 0 },
  H: { value: 3.95, scatter: 0.04, decimals: 2 },
  Hg: { value: 0.08, scatter: 0.002, decimals: 3 },
  As: { value: 3, scatter: 0, decimals: 0 },
  P: { value: 0.012, scatter: 0.0006, decimals: 3 },
  Cl: { value: 0.03, scatter: 0.003, decimals: 3 },
  F: { value: 95, scatter: 4, decimals: 0 },
};

/** Two uniform draws in (0, 1) for a text, always the same. */
function draws(text: string): readonly [number, number] {
  const digest = createHash('sha256').update(text).digest();
  const uniform = (offset: number) => (digest.readUInt32BE(offset) + 0.5) / 2 ** 32;
  return [uniform(0), uniform(4)];
}

/** Reads the instrument for one determination. Throws for an item the demonstration's laboratory has no instrument for. */
export function readInstrument(seed: number, code: string, item: string, round: number, run: number): string {
  const truth = coal[item];
  if (!truth) throw new Error(`the demonstration has no instrument for ${item}`);
  const [u, v] = draws(`${seed}/${code}/${item}/${round}/${run}`);
  const normal = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
  return (truth.value + truth.scatter * normal).toFixed(truth.decimals);
}
