import type { PlantTag, Span } from '../../kit/plant-tag.ts';

export type Analog = PlantTag & { readonly range: Span };

/** What a tile says of a unit, most telling first: what flows, what drives draw, temperatures, pressure, levels, speeds. */
const telling = ['t/h', 'm³/h', 'L/min', 'A', '°C', 'bar', '%', 'm/s'];

const rank = ({ unit }: PlantTag): number => {
  const place = telling.indexOf(unit ?? '');
  return place === -1 ? telling.length : place;
};

/**
 * The analogs that stand for a unit on the overview: those with a normal band before others, one of each engineering unit before a second
 * of the same, in the order of the flow where nothing else decides.
 */
export function keyTags(
  stages: readonly { readonly tags: readonly PlantTag[] }[],
  count: number,
): readonly Analog[] {
  const analogs = stages
    .flatMap(({ tags }) => tags)
    .filter((tag): tag is Analog => tag.kind === 'analog' && tag.direction === 'read' && tag.range !== null);
  const sorted = analogs.toSorted(
    (a, b) => Number(a.normal === null) - Number(b.normal === null) || rank(a) - rank(b),
  );
  const first = sorted.filter((tag, index) => sorted.findIndex(({ unit }) => unit === tag.unit) === index);
  const rest = sorted.filter((tag) => !first.includes(tag));
  return [...first, ...rest].slice(0, count);
}
