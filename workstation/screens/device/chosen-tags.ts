import { useSearchParams } from 'react-router';
import type { PlantTag } from '../../kit/plant-tag.ts';

/** Curves that can be compared on one screen. */
export const mostCurves = 4;

/** The tags whose trends are shown, in the address; before anybody chose, the first that has a normal band. */
export function useChosenTags(tags: readonly PlantTag[]) {
  const [search, setSearch] = useSearchParams();
  const recorded = tags.filter(({ trend }) => trend);
  const asked = search.getAll('tag').filter((name) => recorded.some((tag) => tag.name === name));
  const first = recorded.find(({ kind, normal }) => kind === 'analog' && normal !== null) ?? recorded[0];
  const chosen = search.has('tag') ? asked : first ? [first.name] : [];
  const choose = (names: readonly string[]) =>
    setSearch(
      (now) => {
        now.delete('tag');
        // That none is chosen must be told from that nobody has chosen yet.
        for (const name of names.length === 0 ? [''] : names) now.append('tag', name);
        return now;
      },
      { replace: true },
    );
  return { recorded, chosen, choose };
}
