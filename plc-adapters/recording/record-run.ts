import type { PlantState } from '../../workflows/plant-unit/messages.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { visit } from '../commissioning/visit.ts';
import type { DriverDeps } from '../driver/deps.ts';
import { withTagsOfServer } from '../methods/method-map.ts';
import { resolveNodes } from '../opcua/nodes.ts';
import type { UnitConfig } from '../unit-config.ts';
import { Recorder } from './recorder.ts';
import type { RecordingEnd, RecordingProgress } from './recorder.ts';

export interface RecordingWish {
  readonly file: string;
  /** Ends by itself after so many seconds; without it only when stopped. */
  readonly seconds?: number;
  /** Ends by itself when the unit is seen to arrive in this state; one it is in already does not count. */
  readonly untilState?: string;
}

/** What is left to come when the state is reached: everything is read once more, and the ring with it. */
const afterState = ({ tagMap: { timing } }: UnitConfig): number => timing.reconcileMs + 1000;

/**
 * Records a unit until it is stopped or what was wished is reached. Goes on through outages; that the unit can be reached and has the
 * tags of its map is seen to first.
 *
 * Refuses what `visit` refuses, `TAG_MAP_NODE_MISSING`, `TAG_MAP_TYPE_WRONG`, `STATE_UNKNOWN`, `RECORDING_EXISTS`,
 * `RECORDING_NOT_WRITABLE`.
 */
export async function recordRun(
  config: UnitConfig,
  { file, seconds, untilState }: RecordingWish,
  deps: DriverDeps,
  stopped: AbortSignal,
  told: (progress: RecordingProgress) => void,
): Promise<RecordingProgress> {
  assertState(config, untilState);
  await visit(config, deps.pkiFolder, ({ session }) => resolveNodes(session, withTagsOfServer(config.tagMap), config.unit));
  let before: PlantState | null = null;
  let arrived: () => void = () => undefined;
  const recorder = new Recorder(config, file, deps, (progress) => {
    if (before !== null && before !== progress.state && progress.state === untilState) arrived();
    before = progress.state;
    told(progress);
  });
  const timers: NodeJS.Timeout[] = [];
  const after = (ms: number, then: () => void) => timers.push(setTimeout(then, ms));
  const end = new Promise<RecordingEnd>((resolve) => {
    stopped.addEventListener('abort', () => resolve('stopped'), { once: true });
    if (stopped.aborted) resolve('stopped');
    if (seconds !== undefined) after(seconds * 1000, () => resolve('time'));
    arrived = () => after(afterState(config), () => resolve('state'));
  });
  const ticks = setInterval(() => told(recorder.progress()), progressEveryMs);
  recorder.start();
  try {
    return await recorder.stop(await end);
  } finally {
    clearInterval(ticks);
    timers.forEach(clearTimeout);
  }
}

/** So that a person sees that it goes on. */
const progressEveryMs = 10_000;

function assertState({ tagMap: { states } }: UnitConfig, wanted: string | undefined): void {
  const known = Object.values(states);
  if (wanted === undefined || known.some((state) => state === wanted)) return;
  throw new RefusedError({
    code: 'STATE_UNKNOWN',
    field: 'until-state',
    message: `The tag map of the unit has no state ${wanted}.`,
    remedy: `Name one of ${known.join(', ')}.`,
  });
}
