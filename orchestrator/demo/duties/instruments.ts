import { createHash } from 'node:crypto';
import type { TestItem } from '../../../workflows/assay/test-item.ts';
import { truthOf } from './cargo-values.ts';

/** One look at an instrument, or at a sample: of which bottle, for which item, the how many-eth. */
export interface Look {
  readonly code: string;
  readonly definition: TestItem;
  readonly round: number;
  readonly run: number;
}

/** Two uniform draws in (0, 1) for a text, always the same. */
function draws(text: string): readonly [number, number] {
  const digest = createHash('sha256').update(text).digest();
  const uniform = (offset: number) => (digest.readUInt32BE(offset) + 0.5) / 2 ** 32;
  return [uniform(0), uniform(4)];
}

/**
 * What the demonstration's instruments show: the cargo's own value with a scatter that depends on nothing but seed, bottle and run. Of
 * what is observed, the first answer: nothing is wrong with these cargoes. Throws for an item the laboratory has no instrument for.
 */
export function readInstrument(seed: number, { code, definition, round, run }: Look): string {
  if (definition.rule === 'observation') {
    const [sound] = definition.answers;
    if (!sound) throw new Error(`${definition.item} has no answers`);
    return sound.code;
  }
  const { item, unit } = definition;
  const truth = truthOf(item, unit);
  if (!truth) throw new Error(`the demonstration has no instrument for ${item} in ${unit}`);
  const [u, v] = draws(`${seed}/${code}/${item}/${round}/${run}`);
  const normal = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
  return (truth.value + truth.scatter * normal).toFixed(truth.decimals);
}
