/**
 * What can go wrong at the cuts of any sampler. `no-increment`: the cutter moves and brings nothing; `double-increment`: it
 * moves twice; `mass`: it brings half; `scale`: its weigher drifts; `divider`: nothing gets past it into the container;
 * `changeover`: a full container is not moved on; `meter`: the flow's signal is lost.
 */
export const CUT_DISTURBANCES = [
  'no-increment', 'double-increment', 'mass', 'scale', 'divider', 'changeover', 'meter',
] as const; // prettier-ignore
export type CutDisturbance = (typeof CUT_DISTURBANCES)[number];

/** A worn or half blocked cutter brings this part of what it should. */
const LIGHT = 0.5;
/** The weigher reads this much more with every cut, and in the end no more than so much too heavy, fractions. */
const DRIFT = { perCut: 0.02, most: 0.3 } as const;

/** What a cut really brings, as a factor, while such disturbances stand. */
export const broughtFactor = (stands: (name: CutDisturbance) => boolean): number =>
  (stands('double-increment') ? 2 : 1) * (stands('mass') ? LIGHT : 1);

/** What the weigher shows of it, as a factor, at the nth cut since it began to drift. */
export const shownFactor = (driftingCuts: number): number =>
  1 + Math.min(DRIFT.most, DRIFT.perCut * driftingCuts);
