import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { Crew } from '../../orchestrator/demo/crew.ts';
import { ApiError } from '../../orchestrator/demo/http-client.ts';
import { demonstrationShip } from '../../orchestrator/demo/ship.ts';
import type { RunView } from '../../orchestrator/views/model.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { startPlant } from '../support/port-house.ts';
import { acceptedSequences, countedIncrements, journaledIncrements } from '../support/run-record.ts';
import { patientWatchdog } from '../support/ship-run.ts';
import { changed } from './next-build.ts';
import { seed } from './ports-of-two-builds.ts';
import type { PortOfTwoBuilds, PortTerms, Programs } from './ports-of-two-builds.ts';

/** Two sampling units: one is under way when the newer program comes, and one begins under it. */
const ship = { ...demonstrationShip, declaredMass: decimalString('4000') };
const parcelTonnes = '2000';
const timeFactor = 600;
/** Increments after which a run is well under way. */
const midway = 4;
/** For anything that plant and program do by themselves on a busy machine, ms. */
const patience = 120_000;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const giveUp = Date.now() + patience; !(await isSo()); await sleep(100))
    if (Date.now() > giveUp) throw new Error(`still not so after ${patience} ms: ${isSo.toString()}`);
}

/** What people of a port ask its API, each logged in once at every program. */
function peopleOf({ url, logins }: PortOfTwoBuilds) {
  const crews = new Map<string, Crew>();
  const as = (id: string) => {
    const address = url();
    const crew =
      crews.get(address) ?? new Crew({ url: address, logins, seed, log: pino({ level: 'silent' }) });
    crews.set(address, crew);
    return crew.as(id);
  };
  const items = async <Item>(id: string, path: string) =>
    (await as(id).get<{ items: readonly Item[] }>(path)).items;
  const samplings = async () =>
    (await items<RunView>('sampler', '/api/v1/runs')).filter(({ definition }) => definition === changed);
  return {
    samplings,
    declare: () => as('officer').post('/api/v1/consignments', ship),
    held: () =>
      items<{ process: string; definition: string; code: string }>('admin', '/api/v1/processes/held'),
    /** The code and the message with which a run's command is refused; null when it is taken. */
    refusalOfHold: (run: string) =>
      as('sampler')
        .post(`/api/v1/runs/${encodeURIComponent(run)}/commands`, {
          command: 'hold',
          reason: 'The belt is to be looked at.',
        })
        .then(
          () => null,
          (error: unknown) => (error instanceof ApiError ? error.refusal : Promise.reject(error as Error)),
        ),
    /** Waits until the run after so many others is well under way. */
    underWay: async (others: readonly string[]) => {
      let id = '';
      await until(async () => {
        const run = (await samplings()).find(
          (each) => !others.includes(each.id) && (each.incrementsTaken ?? 0) >= midway,
        );
        id = run?.id ?? '';
        return run !== undefined;
      });
      return id;
    },
  };
}

/** Upgrade, rollback and upgrade again, each in the middle of a run, while the plant works on. */
export function itSamplesUnderTwoBuilds(
  name: string,
  folder: string,
  programs: () => Programs,
  open: (terms: PortTerms) => Promise<PortOfTwoBuilds>,
): void {
  it(
    `${name}: a run under way goes on, the next is of the new version, waits during a rollback, and no increment is lost`,
    async () => {
      const plantFolder = join(folder, 'plant');
      const plant = await startPlant({
        folder: plantFolder,
        port: 0,
        timeFactor,
        seed,
        parcelTonnes,
        watchdog: patientWatchdog,
      });
      try {
        const port = await open({
          folder,
          plant: plant.ready.endpoint,
          plantFolder,
          programs: programs(),
        });
        const { declare, underWay, held, refusalOfHold, samplings } = peopleOf(port);
        await declare();
        const first = await underWay([]);
        await port.replaceBy('newer');
        expect(await held()).toEqual([]);
        const second = await underWay([first]);

        await port.replaceBy('older');
        expect(await held()).toMatchObject([
          { process: second, definition: `${changed}@2`, code: 'DEFINITION_UNKNOWN' },
        ]);
        expect(await refusalOfHold(second)).toMatchObject({
          code: 'PROCESS_ON_HOLD',
          message: expect.stringContaining(`${changed}@2`),
        });

        await port.replaceBy('newer');
        expect(await held()).toEqual([]);
        await until(async () => (await samplings()).filter(({ endedAt }) => endedAt !== null).length === 2);
        const record = await port.end();
        const versionsOf = (run: string) =>
          new Set(record.bodies.filter(({ process }) => process === run).map(({ definition }) => definition));
        expect(versionsOf(first)).toEqual(new Set([`${changed}@1`]));
        expect(versionsOf(second)).toEqual(new Set([`${changed}@2`]));
        expect(countedIncrements(plantFolder).length).toBeGreaterThan(2 * midway);
        expect(journaledIncrements(record)).toEqual(countedIncrements(plantFolder));
        const accepted = acceptedSequences(plantFolder);
        expect(new Set(accepted).size).toBe(accepted.length);
        expect(record.audit.intact).toBe(true);
      } finally {
        await plant.kill('SIGKILL');
      }
    },
    4 * patience,
  );
}
