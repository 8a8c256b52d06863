import type { Recording } from './format.ts';
import { ReplayServer } from './replay-server.ts';
import type { ReplayServerOptions } from './replay-server.ts';
import { replaySteps } from './replay-steps.ts';

export interface ReplayOptions extends ReplayServerOptions {
  /** Recorded seconds in a second; above 0. */
  readonly speed: number;
  /** Begins anew at the end. Otherwise the last values stand, and the heartbeat with them. */
  readonly loop: boolean;
  /** Told each time the end is reached. */
  readonly ended?: () => void;
}

export interface RunningReplay {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Serves a recording as a plant; resolves when it listens. Rejects with `PORT_IN_USE`. */
export async function startReplay(recording: Recording, options: ReplayOptions): Promise<RunningReplay> {
  const server = new ReplayServer(recording, options);
  await server.start();
  const length = recording.lines.at(-1)?.ms ?? 0;
  let timer: NodeJS.Timeout | undefined;
  const play = (round: number) => {
    const steps = replaySteps(recording, round);
    const begun = performance.now();
    const from = (next: number) => {
      const now = (performance.now() - begun) * options.speed;
      let index = next;
      for (; ; index++) {
        const step = steps[index];
        if (!step || step.ms > now) break;
        server.show(step.values);
      }
      const due = steps[index]?.ms ?? length;
      if (index < steps.length || due > now) timer = setTimeout(() => from(index), (due - now) / options.speed);
      else end(round);
    };
    from(0);
  };
  const end = (round: number) => {
    options.ended?.();
    if (options.loop) timer = setTimeout(() => play(round + 1), pauseMs);
  };
  play(0);
  return {
    endpoint: server.endpoint,
    stop: async () => {
      clearTimeout(timer);
      await server.stop();
    },
  };
}

/** Between two rounds; also keeps an empty recording from going round without a rest. */
const pauseMs = 200;
