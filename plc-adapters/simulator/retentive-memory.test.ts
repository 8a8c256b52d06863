import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilePlantLog, type LogLine } from './log.ts';
import { FileMemory } from './retentive-memory.ts';
import { VirtualPlant, type PlantMemory } from './virtual-plant.ts';

const options = { seed: 7, parcelTonnes: 100, flow: { nominal: 1500, maximum: 2000 } };

describe('what outlives a killed process', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'quaylab-memory-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const stateFile = (): string => join(folder, 'state.json');
  const logFile = (): string => join(folder, 'log.jsonl');
  const boot = (): VirtualPlant =>
    new VirtualPlant(
      options,
      new FileMemory<PlantMemory>(stateFile(), 1),
      new FilePlantLog(logFile()),
      Date.UTC(2026, 0, 1),
    );
  const lines = (): { n: number; event: string }[] =>
    readFileSync(logFile(), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { n: number; event: string });

  it('is read again from the files, and log lines are numbered on', () => {
    boot();
    const plant = boot();
    expect(plant.units.map(({ image }) => image.number('Sts.BootCounter'))).toEqual([2, 2]);
    expect(lines().map(({ n }) => n)).toEqual([1, 2, 3, 4]);
  });

  it('logs at the next boot what was saved but not logged, once', () => {
    boot().turnModeKey('CS-01', 2);
    const logAfterBoot = readFileSync(logFile());
    const plant = boot();
    plant.turnModeKey('CS-01', 3);
    plant.step(0, Date.UTC(2026, 0, 1));
    // The kill struck after saving and before logging.
    writeFileSync(
      logFile(),
      readFileSync(logFile()).subarray(0, logAfterBoot.length + lineLength(3) + lineLength(4)),
    );
    boot();
    expect(lines().map(({ event }) => event)).toEqual([
      'boot',
      'boot',
      'boot',
      'boot',
      'mode',
      'boot',
      'boot',
    ]);
    expect(lines().map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  const lineLength = (n: number): number =>
    (readFileSync(logFile(), 'utf8').split('\n')[n - 1]?.length ?? 0) + 1;

  it('cuts away a half-written last line', () => {
    const line: LogLine = { n: 1, at: '2026-01-01T00:00:00.000Z', event: { event: 'boot' } };
    new FilePlantLog(logFile()).append([line]);
    appendFileSync(logFile(), '{"n":2,"at":"2026');
    const log = new FilePlantLog(logFile());
    expect(log.last).toBe(1);
    log.append([{ ...line, n: 2 }]);
    expect(lines().map(({ n }) => n)).toEqual([1, 2]);
  });

  it('keeps what was saved last, and of a half-written last line the one before', () => {
    const memory = new FileMemory<{ version: 1; no: number }>(stateFile(), 1);
    for (const no of [1, 2, 3]) memory.save({ version: 1, no });
    const read = () => new FileMemory<{ version: 1; no: number }>(stateFile(), 1).load();
    expect(read()).toEqual({ version: 1, no: 3 });
    appendFileSync(stateFile(), '{"version":1,"n');
    expect(read()).toEqual({ version: 1, no: 3 });
    new FileMemory<{ version: 1; no: number }>(stateFile(), 1).save({ version: 1, no: 4 });
    expect(readFileSync(stateFile(), 'utf8')).toBe('{"version":1,"no":4}\n');
  });

  it('begins the file anew before it grows without end', () => {
    const memory = new FileMemory<{ version: 1; text: string }>(stateFile(), 1);
    const text = 'x'.repeat(3 * 2 ** 20);
    for (const no of [1, 2, 3, 4]) memory.save({ version: 1, text: `${no}${text}` });
    expect(statSync(stateFile()).size).toBeLessThan(2 * text.length);
    expect(new FileMemory<{ version: 1; text: string }>(stateFile(), 1).load()?.text[0]).toBe('4');
  });

  it('refuses a file that is no plant state, by code', () => {
    writeFileSync(stateFile(), '{"version":2}');
    expect(boot).toThrow('STATE_UNREADABLE');
    writeFileSync(stateFile(), 'not json');
    expect(boot).toThrow('STATE_UNREADABLE');
  });
});
