/** Failed tries before a job counts as failed and is shown as such. */
export const triesBeforeFailed = 5;
/** Short at first: a service that starts again is back in seconds. Pauses are 1, 3, 7 and 15 s. ms */
export const firstPause = 1_000;
/** After how long a failed job is tried again by itself. Somebody has to mend something first, which takes minutes. ms */
export const longPause = 60_000;

/** How long a job waits after its nth failure, ms. */
export const pauseAfter = (failures: number): number =>
  failures < triesBeforeFailed ? (2 ** failures - 1) * firstPause : longPause;

/** Done jobs that are remembered, of each kind: a server that starts again finds the result of what it had asked for. */
export const completedKept = { age_s: 24 * 3_600, count: 1_000 } as const;
/** Failed ones that nobody asks for any more. */
export const failedKept = { age_s: 7 * 24 * 3_600, count: 1_000 } as const;
