import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingProgress } from '../plc-adapters/recording/recorder.ts';
import { instant } from '../workflows/kernel/brand.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { pkiOf, quiet, unitWithLogin } from './plant-command.ts';
import type { CheckOptions } from './plant-command.ts';

/** `quaylab plant record` and `replay`: what a unit shows to a file, and back as a plant. */

type Print = (line: string) => void;

export interface RecordOptions extends Omit<CheckOptions, 'json'> {
  readonly out: string;
  /** s */
  readonly for?: number;
  readonly untilState?: string;
}

const silent = () => undefined;

/** Records a unit until `stopped`, or what the options say. Refuses what `unitWithLogin` and `recordRun` refuse. */
export async function plantRecord(options: RecordOptions, stopped: AbortSignal, print: Print): Promise<void> {
  const config = unitWithLogin(options);
  quiet();
  const { recordRun } = await import('../plc-adapters/recording/record-run.ts');
  const clock = { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() };
  const deps = { clock, log: { info: silent, warn: silent, error: silent }, pkiFolder: pkiOf(options.data) };
  const { out: file, for: seconds, untilState } = options;
  const wish = { file, ...(seconds !== undefined && { seconds }), ...(untilState !== undefined && { untilState }) };
  const last = await recordRun(config, wish, deps, stopped, (progress) => print(progressLine(progress)));
  print(`${file}  ${progressLine(last)}`);
}

const progressLine = ({ seconds, live, state, values, records }: RecordingProgress): string =>
  [`${seconds} s`, live ? '在线 live' : '离线 not live', state ?? '–', `数值 values ${values}`, `记录 records ${records}`].join('  ');

export interface ReplayCommandOptions {
  readonly data: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly speed: number;
  readonly loop?: boolean;
}

/**
 * Serves a recording as a plant; the first line printed is JSON and says where. The answer stops it.
 * Refuses `RECORDING_MISSING`, `RECORDING_NOT_VALID`, `PORT_IN_USE`.
 */
export async function plantReplay(file: string, options: ReplayCommandOptions, print: Print): Promise<() => Promise<void>> {
  const { data, port, speed, loop = false } = options;
  const { parseRecording } = await import('../plc-adapters/recording/format.ts');
  const parsed = parseRecording(file, textOf(file));
  if (!parsed.ok) throw new RefusedError(parsed.refusal);
  const recording = parsed.value;
  quiet();
  const { startReplay } = await import('../plc-adapters/recording/replay.ts');
  const ended = () => {
    if (!loop) print('到此为止 the recording has ended: its last values stand, and the heartbeat with them');
  };
  const replay = await startReplay(recording, { port, speed, loop, ended, pki: join(data, 'replay-pki') });
  const { unit, started, endpoint: recordedAt, lines } = recording;
  const seconds = Math.round((lines.at(-1)?.ms ?? 0) / 1000);
  print(JSON.stringify({ ready: true, endpoint: replay.endpoint, unit, started, recordedAt, seconds, speed, loop }));
  return () => replay.stop();
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const remedy = 'Name a file that quaylab plant record has made.';
    throw new RefusedError({ code: 'RECORDING_MISSING', field: 'file', message: (error as Error).message, remedy });
  }
}
