import { CABINET_SLOTS } from './preparation-tags.ts';
import { tag, type TagDefinition } from './process-image.ts';
import { setting } from './settings-check.ts';

const ofEachSlot = (name: string): string[] =>
  Array.from({ length: CABINET_SLOTS }, (_, index) => `Act.${name}[${index + 1}]`);

/** A storage cabinet's own tags. Slot 0 is the whole cabinet, which can only be scanned. */
export const CABINET_TAGS: readonly TagDefinition[] = [
  setting('Int16', 'Set.Slot', 0, CABINET_SLOTS),
  ...tag('R', 'Int16', ...ofEachSlot('SlotState')),
  ...tag('R', 'String', ...ofEachSlot('SlotBarcode'), 'Act.AccessUser'),
  ...tag('R', 'Bool', 'Act.DoorClosed'),
  ...tag('R', 'Float', 'Act.Temp'),
];
