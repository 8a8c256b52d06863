import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { samplingKinds } from '../../workflows/sampler-run/kinds.ts';
import { documentedDefinitions } from '../workflows-command.ts';
import { statechartLayout } from './statechart-layout.ts';

const folder = join(process.cwd(), 'workstation', 'statecharts');
/** Processes whose state the workstation draws: the runs at units of plant. */
const runs: readonly string[] = [...samplingKinds, 'coal-preparation'];

/** `UPDATE_STATECHARTS=1 npx jest orchestrator/process-docs` writes them anew. */
describe('the statecharts of the workstation', () => {
  const drawn = documentedDefinitions().filter(({ id }) => runs.includes(id));

  it.each(drawn.map(({ id, machine }) => ({ id, machine })))(
    '$id is drawn as its definition has it',
    async ({ id, machine }) => {
      const layout = await statechartLayout(id, machine);
      const file = join(folder, `${id}.json`);
      const text = `${JSON.stringify(layout)}\n`;
      if (process.env['UPDATE_STATECHARTS']) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, text);
      }
      expect(readFileSync(file, 'utf8')).toBe(text);
      expect(layout.states.map((state) => state.id)).toEqual(Object.keys(machine.states));
      for (const { points } of layout.arrows) expect(points.length).toBeGreaterThan(1);
    },
  );

  it('are of each kind of run, and of nothing else', () => {
    expect(readdirSync(folder).sort()).toEqual(runs.map((id) => `${id}.json`).sort());
  });
});
