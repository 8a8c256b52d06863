import { distance } from 'fastest-levenshtein';

/** Names that may have been meant, nearest first: those few typing errors away, and those that share a word. */
export function nearNames(given: string, names: readonly string[], most = 5): readonly string[] {
  const wanted = given.toLowerCase();
  const words = new Set(wordsOf(wanted));
  return names
    .map((name) => ({
      name,
      letters: editDistance(wanted, name.toLowerCase()),
      shared: wordsOf(name.toLowerCase()).filter((word) => words.has(word)).length,
    }))
    .filter(({ letters, shared }) => shared > 0 || letters <= Math.floor((wanted.length + 1) / 3))
    .sort((one, other) => other.shared - one.shared || one.letters - other.letters || one.name.localeCompare(other.name))
    .slice(0, most)
    .map(({ name }) => name);
}

/** Names are kebab-case or camelCase with units behind underscores; words of fewer than three letters say nothing. */
const wordsOf = (name: string): readonly string[] => name.split(/[^a-z0-9]+/).filter((word) => word.length > 2);

/** Longest name compared letter by letter; what is longer is no typing error. */
const longestCompared = 80;

const editDistance = (one: string, other: string): number => (one.length > longestCompared ? one.length : distance(one, other));
