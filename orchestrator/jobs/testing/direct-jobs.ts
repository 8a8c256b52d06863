import type { Jobs, JobWork } from '../ports.ts';

/** Does each job at once in the caller's own turn, and rejects with what its work rejects with. */
export const directJobs = (...work: readonly JobWork[]): Pick<Jobs, 'run'> => ({
  run: async (kind, { payload }, signal) => {
    const known = work.find((each) => each.kind.name === kind.name);
    if (!known) throw new Error(`there is no work for jobs of kind "${kind.name}"`);
    return kind.result.parse(await known.act(payload, signal));
  },
});
