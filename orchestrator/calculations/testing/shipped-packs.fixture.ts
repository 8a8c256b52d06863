import { packShelf } from '../pack-shelf.ts';

const shelf = packShelf();

/** The packs that come with the house, as calculations get them. For tests. */
export const shippedPacks = shelf.open().packs;
/** The same as runs get them. */
export const shippedShelf = shelf;
