import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { SiteFile } from '../../../config/site/schema.ts';
import type { CrewOptions } from '../../../orchestrator/demo/crew.ts';
import { path } from '../../../orchestrator/demo/duties/duty.ts';
import { ApiError } from '../../../orchestrator/demo/http-client.ts';
import type { ApiClient } from '../../../orchestrator/demo/http-client.ts';
import type { Declaration } from '../../../orchestrator/services/contract.ts';
import type {
  AlarmView,
  AssayTaskView,
  CertificateView,
  ConsignmentUnitView,
  ConsignmentView,
  ContainerView,
  RunView,
} from '../../../orchestrator/views/model.ts';
import { plantLogOf, readPlantLog, startPlant, startServerProcess, trustPlant } from '../../support/port-house.ts';
import type { PlantLogLine, PlantReady, PlantTerms, ServerReady, TagMapChanges } from '../../support/port-house.ts';
import type { RunningProcess } from '../../support/process-line.ts';
import { Observer } from './observer.ts';
import { ShiftCrew } from './shift.ts';
import type { Shift } from './shift.ts';

/** What a scenario sets up; people do their usual duties unless it says otherwise. */
export interface Scene {
  readonly plant: Pick<PlantTerms, 'timeFactor' | 'parcelTonnes' | 'further'>;
  /** Makes the scenario's site of the demonstration's. */
  readonly site: (demonstration: SiteFile) => SiteFile;
  readonly duties?: CrewOptions['duties'];
  readonly tagMaps?: TagMapChanges;
  /** Which of all possible readings the instruments show; default 7. */
  readonly readings?: number;
  /** Deeds that come by themselves, as the virtual port's schedule has them. */
  readonly schedule?: readonly object[];
}

/** What is not possible just now may be so at the next look. */
export function notYet(error: unknown): false {
  if (error instanceof ApiError && error.status === 409) return false;
  throw error;
}

/** Time enough on a busy machine; a scenario by itself takes much less. */
const longestWait = 90_000;
const lookEvery = 400;

/** A port with its people: the virtual plant and the server as processes of their own, reached over OPC UA and HTTP only. */
export class World {
  readonly folder: string;
  #crew: ShiftCrew;
  readonly #crewOptions: CrewOptions;
  readonly #plant: RunningProcess<PlantReady>;
  readonly #server: RunningProcess<ServerReady>;
  readonly #declared = new Map<string, Declaration>();
  readonly #observer: Observer;
  #brokenOff: Error | null = null;

  private constructor(
    folder: string,
    plant: RunningProcess<PlantReady>,
    server: RunningProcess<ServerReady>,
    duties: CrewOptions['duties'],
    readings: number,
  ) {
    this.folder = folder;
    this.#plant = plant;
    this.#server = server;
    this.#crewOptions = {
      url: server.ready.url,
      logins: server.ready.logins,
      seed: readings,
      log: pino({ level: 'silent' }),
      plantLog: plantLogOf(folder),
      replaceContainer: (unit, position) => this.onTheSpot({ do: 'replace-container', unit, position }),
      ...(duties && { duties }),
    };
    this.#crew = new ShiftCrew(this.#crewOptions, {});
    this.#observer = new Observer((who) => this.as(who), this.#declared);
  }

  static async open({ plant: terms, site, tagMaps = {}, duties, readings = 7, schedule = [] }: Scene): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'quaylab-scenario-'));
    const dataFolder = join(folder, 'data');
    writeFileSync(join(folder, 'schedule.json'), JSON.stringify(schedule));
    const further = { ...terms.further, schedule: join(folder, 'schedule.json') };
    const plant = await startPlant({ folder, port: 0, seed: 11, watchdog: 60, ...terms, further });
    trustPlant(folder, dataFolder);
    const server = await startServerProcess({ dataFolder, port: 0, plant: plant.ready.endpoint, seed: 11, site, tagMaps }).catch(
      async (error: unknown) => {
        await plant.kill('SIGTERM');
        throw error;
      },
    );
    const world = new World(folder, plant, server, duties, readings);
    world.#crew.start();
    return world;
  }

  async close(): Promise<void> {
    await this.#crew.stop();
    await this.#server.kill('SIGTERM');
    await this.#plant.kill('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  as(who: string): ApiClient {
    return this.#crew.as(who);
  }

  /** Other people go on with the duties of those who leave. */
  async changeShift(shift: Shift): Promise<void> {
    await this.#crew.stop();
    this.#crew = new ShiftCrew(this.#crewOptions, shift);
    this.#crew.start();
  }

  /** What people do to the plant on the spot, or what happens to it: a deed as the virtual port takes it. */
  onTheSpot(deed: object): void {
    this.#plant.child.stdin?.write(`${JSON.stringify(deed)}\n`);
  }

  /** The plant's own account of what happened. */
  plantLog(): readonly PlantLogLine[] {
    return readPlantLog(this.folder);
  }

  async declare(declaration: Declaration): Promise<string> {
    const { id } = await this.as('officer').post<ConsignmentView>('/api/v1/consignments', declaration);
    this.remember(id, declaration);
    return id;
  }

  /** What was declared otherwise than through `declare` is watched over, too. */
  remember(id: string, declaration: Declaration): void {
    this.#declared.set(id, declaration);
  }

  get url(): string {
    return this.#server.ready.url;
  }

  get logins(): ServerReady['logins'] {
    return this.#server.ready.logins;
  }

  get declared(): ReadonlyMap<string, Declaration> {
    return this.#declared;
  }

  consignment(id: string): Promise<ConsignmentView> {
    return this.as('officer').get(`/api/v1/consignments/${path(id)}`);
  }

  /** What the officer tells a consignment or decides on it. */
  tell(id: string, what: string, body: object): Promise<ConsignmentView> {
    return this.as('officer').post(`/api/v1/consignments/${path(id)}/${what}`, body);
  }

  async unit(id: string, no: number): Promise<ConsignmentUnitView> {
    const unit = (await this.consignment(id)).units.find((each) => each.no === no);
    if (!unit) throw new Error(`${id} has no unit ${no}`);
    return unit;
  }

  runs(): Promise<readonly RunView[]> {
    return this.as('custodian1').all<RunView>('/api/v1/runs');
  }

  async runOf(id: string, no: number): Promise<RunView | undefined> {
    const { samplingCode } = await this.unit(id, no);
    return (await this.runs()).find(({ sampleCode }) => sampleCode === samplingCode);
  }

  intervene(who: string, run: string, deed: object, reason: string): Promise<RunView> {
    return this.as(who).post(`/api/v1/runs/${path(run)}/interventions`, { deed, reason });
  }

  /** Proposed by one and confirmed by another; tells the run as it is then. */
  async witnessed(who: string, witness: string, run: string, deed: object, reason: string): Promise<RunView> {
    const { interventions } = await this.intervene(who, run, deed, reason);
    const numbers = interventions.filter(({ status }) => status === 'proposed').map(({ no }) => no);
    const settlements = `/api/v1/runs/${path(run)}/interventions/settlements`;
    return this.as(witness).post(settlements, { decision: 'CONFIRM', numbers });
  }

  command(who: string, run: string, command: string, reason: string): Promise<RunView> {
    return this.as(who).post(`/api/v1/runs/${path(run)}/commands`, { command, reason });
  }

  async alarms(): Promise<readonly AlarmView[]> {
    return (await this.as('officer').get<{ items: readonly AlarmView[] }>('/api/v1/alarms')).items;
  }

  async lineage(id: string): Promise<readonly ContainerView[]> {
    const address = `/api/v1/consignments/${path(id)}/lineage`;
    return (await this.as('custodian1').get<{ items: readonly ContainerView[] }>(address)).items;
  }

  certificates(): Promise<readonly CertificateView[]> {
    return this.as('officer').all<CertificateView>('/api/v1/certificates');
  }

  /** The certificate that stands for a consignment now. */
  async certificateOf(id: string): Promise<CertificateView> {
    const { certificateId } = await this.consignment(id);
    return this.as('officer').get(`/api/v1/certificates/${path(certificateId ?? '')}`);
  }

  /** Looks until something is so; meanwhile nothing untoward may be told to anybody. */
  async until<T>(words: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
    // What comes after would only wait in vain.
    if (this.#brokenOff) throw this.#brokenOff;
    for (const giveUp = Date.now() + longestWait; ;) {
      await this.#observer.look();
      const seen = await look();
      if (seen !== null && seen !== undefined && seen !== false) return seen;
      if (Date.now() > giveUp) throw (this.#brokenOff = new Error(`it never came about that ${words}: ${await this.#standing()}`));
      await sleep(lookEvery);
    }
  }

  untilClosed(id: string): Promise<ConsignmentView> {
    return this.until(`${id} is closed`, async () => {
      const consignment = await this.consignment(id);
      return consignment.status === 'closed' && consignment;
    });
  }

  /** For as long as one looks, something stays so. */
  async stays(looks: number, see: () => Promise<void>): Promise<void> {
    for (let look = 0; look < looks; look += 1) {
      await this.#observer.look();
      await see();
      await sleep(lookEvery);
    }
  }

  async #standing(): Promise<string> {
    const consignments = await Promise.all([...this.#declared.keys()].map((id) => this.consignment(id)));
    const units = consignments.map(({ status, outstanding, units: all }) => ({
      status,
      outstanding: outstanding.map(({ code }) => code),
      units: all.map(({ no, stage, validity, findings }) => `${no} ${stage} ${validity} ${findings.map(({ code }) => code).join()}`),
    }));
    const runs = (await this.runs()).map(({ id, status, reason, incrementsTaken }) => `${id} ${status} ${incrementsTaken} ${reason}`);
    const tasks = await this.as('reviewer').all<AssayTaskView>('/api/v1/bench/tasks');
    const open = tasks.flatMap(({ code, status, items }) => items.map(({ definition, verdict }) => `${code} ${status} ${definition.item} ${verdict.kind}`));
    return JSON.stringify({ units, runs, open }, null, 1);
  }
}
