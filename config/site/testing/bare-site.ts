/** What a site has its people do besides sampling, preparing and testing, and what it watches the clock for. */
interface Housekeeping {
  readonly setupChecks?: unknown;
  readonly storage?: unknown;
  readonly blindControl?: unknown;
  readonly stageTimes_min?: unknown;
}

/** The same site without its housekeeping: for tests of something else, whose runs nobody has to be at hand for. */
export const bareSite = <Site extends Housekeeping>({
  setupChecks: _setupChecks,
  storage: _storage,
  blindControl: _blindControl,
  stageTimes_min: _stageTimes,
  ...site
}: Site): Omit<Site, keyof Housekeeping> => site;
