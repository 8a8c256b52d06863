import type { ProcessImage, TagDefinition } from './process-image.ts';

/** True when every setting that has a published range lies in it, and whole-number settings are whole. */
export function settingsInRange(definitions: readonly TagDefinition[], image: ProcessImage): boolean {
  return definitions.every(({ path, range }) => {
    if (!range) return true;
    const value = image.number(path);
    return value >= range.low && value <= range.high;
  });
}
