import { PassThrough } from 'node:stream';
import { PlantBench } from './plant-bench.ts';
import { obeyStandardInput } from './standard-input.ts';
import type { DeedScene } from './deeds.ts';

describe('what people on the spot can do through standard input', () => {
  const bench = new PlantBench({ units: ['CS-01', 'GD-01'] });
  const unused = (): never => {
    throw new Error('not part of this');
  };
  const port: DeedScene = {
    plant: bench.plant,
    freeze: unused,
    dropConnections: unused,
    powerCycle: unused,
    showExpiredCertificate: unused,
    setLink: () => false,
  };

  async function answersTo(...lines: readonly string[]): Promise<readonly Record<string, unknown>[]> {
    const input = new PassThrough();
    const answers: Record<string, unknown>[] = [];
    const all = new Promise<void>((resolve) => {
      obeyStandardInput(port, input, (line) => {
        answers.push(JSON.parse(line) as Record<string, unknown>);
        if (answers.length === lines.length) resolve();
      });
    });
    input.end(lines.map((line) => `${line}\n`).join(''));
    await all;
    return answers;
  }

  it('is done at the unit named', async () => {
    const answers = await answersTo(
      '{"do":"disturb","unit":"GD-01","what":"air","stands":true}',
      '{"do":"replace-container","unit":"GD-01","position":6}',
      '{"do":"replace-container","position":8}',
    );
    expect(answers).toEqual([
      { done: 'disturb' },
      { done: 'replace-container' },
      { done: 'replace-container' },
    ]);
    bench.tick();
    expect(bench.number('GD-01.Act.AirPressure')).toBeLessThan(3);
    expect(bench.logged('disturbance')).toMatchObject([{ unit: 'GD-01', what: 'air', stands: true }]);
  });

  it.each([
    ['a unit that does not run', '{"do":"mode","unit":"PI-01","mode":2}', 'PI-01 does not run here.'],
    ['a deed at one that does not run', '{"do":"purge"}', 'CP-01 does not run here.'],
    [
      'a disturbance the unit does not know',
      '{"do":"disturb","unit":"CS-01","what":"air","stands":true}',
      'belt',
    ],
    ['a place it does not have', '{"do":"replace-container","unit":"GD-01","position":7}', 'no place 7'],
    ['a unit there is not', '{"do":"mode","unit":"XX-01","mode":2}', 'PI-01'],
    ['a link that was not asked for', '{"do":"link","state":"cut"}', '--faulty-link'],
    ['no JSON', 'disturb', 'JSON'],
  ])('is refused for %s', async (_what, line, words) => {
    const [answer] = await answersTo(line);
    expect(String(answer?.['refused'])).toContain(words);
  });
});
