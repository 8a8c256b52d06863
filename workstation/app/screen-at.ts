import { screens } from './screens.ts';
import type { Screen } from './screens.ts';

/** The screen of an address, as the router will find it; undefined where there is none. */
export const screenAt = (pathname: string): Screen | undefined =>
  screens.find(({ path }) => new RegExp(`^${path.replaceAll(/:[a-z]+/g, '[^/]+')}/?$`).test(pathname));
