import { deviationOf } from '../../kit/plant-tag.ts';
import type { PlantTag, PlantValue } from '../../kit/plant-tag.ts';

/** Values a stage of the mimic has room for. */
const shownTags = 4;

const weight = ({ kind, normal }: PlantTag): number =>
  kind === 'analog' ? (normal ? 0 : 2) : kind === 'flag' ? 1 : kind === 'text' || kind === 'time' ? 4 : 3;

/** What a stage of the mimic shows: what deviates first, then what has a normal band, in the order of the description. */
export function tagsShown(
  tags: readonly PlantTag[],
  valueOf: (tag: string) => PlantValue,
): readonly PlantTag[] {
  const read = tags.filter(({ direction }) => direction === 'read');
  const rank = (tag: PlantTag): number => (deviationOf(tag, valueOf(tag.name)) === 'none' ? weight(tag) : -1);
  const chosen = read.toSorted((a, b) => rank(a) - rank(b)).slice(0, shownTags);
  return read.filter((tag) => chosen.includes(tag));
}

/** Whether the stage's drive runs, by the interface's names of such tags; null where it has none or nobody knows. */
export function isRunning(tags: readonly PlantTag[], valueOf: (tag: string) => PlantValue): boolean | null {
  const drive = tags.find(({ kind, name }) => kind === 'flag' && /(On|Running)$/.test(name));
  const value = drive ? valueOf(drive.name) : null;
  return typeof value === 'boolean' ? value : null;
}

/** A text cut to a width, px, at 12 px type: a Chinese character is as wide as it is high, others a little over half. */
export function cutTo(text: string, width: number): string {
  let used = 0;
  for (const [index, character] of [...text].entries()) {
    used += character.charCodeAt(0) > 0x2e7f ? 12 : 6.6;
    if (used > width) return `${[...text].slice(0, Math.max(0, index - 1)).join('')}…`;
  }
  return text;
}
