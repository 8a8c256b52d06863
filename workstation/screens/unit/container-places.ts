import { placeOn } from '../../kit/plant-tag.ts';
import type { PlantValue } from '../../kit/plant-tag.ts';
import type { RunDetail, UnitContainers } from './shapes.ts';

export interface ContainerPlace {
  readonly no: number;
  readonly filling: boolean;
  /** The closed container of the run that stands here. */
  readonly closed: RunDetail['containers'][number] | null;
  /** Tag that tells of this place alone. */
  readonly tag: string | null;
}

/** Every place with what is known of it; `position` is the one being filled, as the plant tells. */
export const containerPlaces = (
  { first, count, tags }: Pick<UnitContainers, 'first' | 'count' | 'tags'>,
  run: Pick<RunDetail, 'containers'> | undefined,
  position: PlantValue,
): readonly ContainerPlace[] =>
  Array.from({ length: count }, (_, index) => ({
    no: first + index,
    filling: position === first + index,
    closed: run?.containers.findLast((container) => container.position === first + index) ?? null,
    tag: tags.places[index] ?? null,
  }));

/** How full, 0 to 1, of a mass in kg; null where the capacity is told in something else. */
export const fillOf = (mass: string, capacity: UnitContainers['capacity']): number | null =>
  capacity?.unit === 'kg' ? placeOn({ low: 0, high: capacity.value }, Number(mass)) : null;
