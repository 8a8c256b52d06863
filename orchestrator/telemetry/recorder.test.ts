import pino from 'pino';
import type { Reading } from '../../plc-adapters/unit-driver.ts';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import type { TelemetryPoint } from '../storage/ports.ts';
import { TelemetryRecorder } from './recorder.ts';

const unit = unitId('CS-01');

/** A recorder on a clock of the test's, with a store that can be slow or fail. */
function rig() {
  const state = {
    now: Date.UTC(2026, 2, 5),
    live: true,
    readings: {} as Record<string, Reading>,
    store: async () => {},
  };
  const points: (readonly [second: number, tag: string, value: number | null])[] = [];
  const tidied: string[] = [];
  const log: string[] = [];
  let look = () => {};
  const clock = () => instant(new Date(state.now).toISOString());
  const recorder = new TelemetryRecorder({
    telemetry: {
      append: async (told: readonly TelemetryPoint[]) => {
        await state.store();
        points.push(
          ...told.map(
            ({ at, tag, value }) => [(Date.parse(at) - Date.UTC(2026, 2, 5)) / 1000, tag, value] as const,
          ),
        );
      },
      tidy: async (now) => void tidied.push(now.slice(11, 16)),
    },
    units: [
      {
        unit,
        tags: ['Flow', 'On'],
        snapshot: () => ({ unit, readAt: clock(), live: state.live, reason: null, readings: state.readings }),
      },
    ],
    clock,
    log: pino({ level: 'warn' }, { write: (line: string) => log.push(line) }),
    repeat: (act) => {
      look = act;
      return () => (look = () => {});
    },
  });
  recorder.start();
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return {
    state, points, tidied, log, recorder,
    see: (flow: Reading['value'], quality: Reading['quality'] = 'good', on = true) => {
      const reading = (value: Reading['value'], of: Reading['quality'] = 'good'): Reading => ({ value, quality: of, sourceTime: null });
      state.readings = { Flow: reading(flow, quality), On: reading(on), Secret: reading(1) };
    },
    pass: async (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        state.now += 1000;
        look();
        await settle();
      }
    },
  }; // prettier-ignore
}

it('keeps what changed, once a second at most, repeats what does not every minute, and names no tag it was not given', async () => {
  const { see, pass, points, tidied } = rig();
  see(800);
  await pass(2);
  see(812.5);
  await pass(70);
  expect(points).toEqual([
    [1, 'Flow', 800],
    [1, 'On', 1],
    [3, 'Flow', 812.5],
    [61, 'On', 1],
    [63, 'Flow', 812.5],
  ]);
  expect(tidied).toEqual(['00:00', '00:01']);
});

it('what is bad, stale or no number is told once as not known', async () => {
  const { see, pass, points, state, recorder } = rig();
  see(800);
  await pass(1);
  see(800, 'bad');
  await pass(70);
  see(Number.NaN, 'good', false);
  await pass(1);
  state.live = false;
  await pass(70);
  expect(points.filter(([, tag]) => tag === 'Flow').map(([, , value]) => value)).toEqual([800, null]);
  expect(points.filter(([, tag]) => tag === 'On').map(([, , value]) => value)).toEqual([1, 1, 0, null]);
  state.live = true;
  see(5);
  await pass(1);
  await recorder.stop();
  // Nobody looks any more.
  expect(points.slice(-2).map(([, , value]) => value)).toEqual([null, null]);
});

it('a store that is slow is not asked again meanwhile; one that fails is told of once, and nothing is thrown', async () => {
  const { see, pass, points, state, log } = rig();
  let release = () => {};
  state.store = () => new Promise<void>((resolve) => (release = resolve));
  see(1);
  await pass(1);
  see(2);
  await pass(5);
  expect(points).toEqual([]);
  release();
  state.store = () => Promise.reject(new Error('disk full'));
  await pass(3);
  see(3);
  await pass(1);
  expect(log.filter((line) => line.includes('disk full'))).toHaveLength(1);
  state.store = async () => {};
  see(4);
  await pass(1);
  expect(points.at(-1)).toEqual([11, 'Flow', 4]);
});
