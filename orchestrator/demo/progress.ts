import { MultiBar, Presets } from 'cli-progress';
import type { SingleBar } from 'cli-progress';
import stringWidth from 'string-width';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type {
  AssayTaskView,
  CertificateView,
  ConsignmentView,
  ContainerView,
  RunView,
} from '../views/model.ts';
import type { Crew } from './crew.ts';
import { path } from './duties/duty.ts';
import { demonstrationShips } from './ship.ts';
import type { Commodity } from './ship.ts';

/** How far each stage of a consignment is: done and total. */
export interface StageProgress {
  readonly increments: readonly [number, number];
  readonly preparations: readonly [number, number];
  readonly determinations: readonly [number, number];
  readonly steps: readonly [number, number];
}

/** What the office still has to do after testing: decode, prepare, review, approve, issue, customs' decision. */
const officeSteps = ['decoding', 'assessed', 'prepared', 'reviewed', 'issued', 'closed'] as const;

/** Two determinations an item are enough when they agree. */
const determinationsAnItem = 2;
/** Nothing more is to be determined, whatever a reviewer makes of it. */
const isDetermined = ({ verdict }: AssayTaskView['items'][number]): boolean => verdict.kind !== 'need-more';

/** Reads the progress of a consignment through the interface. */
export async function readProgress(
  crew: Crew,
  consignmentId: string,
): Promise<{ readonly consignment: ConsignmentView; readonly progress: StageProgress }> {
  const consignment = await crew
    .as('officer')
    .get<ConsignmentView>(`/api/v1/consignments/${path(consignmentId)}`);
  const runs = await crew.as('sampler').all<RunView>('/api/v1/runs');
  const { items: containers } = await crew
    .as('custodian1')
    .get<{ items: readonly ContainerView[] }>(`/api/v1/consignments/${path(consignmentId)}/lineage`);
  const tasks = (status: string) =>
    crew.as('reviewer').all<AssayTaskView>(`/api/v1/bench/tasks?status=${status}`);
  const bench = [...(await tasks('open')), ...(await tasks('approved'))];
  const { units, status, certificateId } = consignment;
  const certificate = certificateId
    ? await crew.as('officer').get<CertificateView>(`/api/v1/certificates/${path(certificateId)}`)
    : null;
  const planned = units.reduce((sum, { incrementsPlanned }) => sum + incrementsPlanned, 0);
  const taken = units.reduce((sum, { samplingCode, incrementsPlanned }) => {
    const run = runs.find(({ sampleCode }) => sampleCode === samplingCode);
    return sum + Math.min(run?.incrementsTaken ?? 0, incrementsPlanned);
  }, 0);
  const prepared = units.filter(
    ({ stage }) => stage === 'prepared' || stage === 'testing' || stage === 'tested',
  ).length;
  const ours = new Set<string>(containers.map(({ code }) => code));
  const items = bench.filter(({ code }) => ours.has(code)).flatMap((task) => task.items);
  const entered = items.reduce(
    (sum, item) =>
      sum + (isDetermined(item) ? determinationsAnItem : Math.min(item.determinations.length, 1)),
    0,
  );
  const reached =
    Math.max(
      officeSteps.indexOf(status as never),
      officeSteps.indexOf((certificate?.status ?? '') as never),
      status === 'certified' ? officeSteps.indexOf('issued') : -1,
    ) + 1;
  const itemsExpected = Math.max(items.length, units.length * (items.length / Math.max(prepared, 1)));
  return {
    consignment,
    progress: {
      increments: [taken, planned],
      preparations: [prepared, units.length],
      determinations: [entered, Math.ceil(itemsExpected) * determinationsAnItem || 1],
      steps: [reached, officeSteps.length],
    },
  };
}

const common = {
  determinations: { zh: '测定', en: 'determinations' },
  steps: { zh: '证书与放行', en: 'certificate, release' },
};
const stages: Readonly<Record<Commodity, Readonly<Record<keyof StageProgress, Bilingual>>>> = {
  coal: {
    increments: { zh: '子样', en: 'increments' },
    preparations: { zh: '制样', en: 'preparations' },
    ...common,
  },
  grain: {
    increments: { zh: '份样', en: 'increments' },
    preparations: { zh: '分样', en: 'divisions' },
    ...common,
  },
  petroleum: {
    increments: { zh: '抓样', en: 'grabs' },
    preparations: { zh: '分取', en: 'sub-samplings' },
    ...common,
  },
};

/** Columns of a terminal that the longest name takes. */
const nameWidth = 44;
const padded = (name: string): string => name + ' '.repeat(Math.max(0, nameWidth - stringWidth(name)));

/** Draws four stages of each commodity as bars on a terminal, or as a line now and then elsewhere. */
export function progressBars(): {
  readonly show: (commodity: Commodity, progress: StageProgress) => void;
  readonly stop: () => void;
} {
  const bars = new MultiBar(
    {
      format: '{name} [{bar}] {value}/{total}',
      hideCursor: true,
      clearOnComplete: false,
      noTTYOutput: true,
      notTTYSchedule: 5_000,
    },
    Presets.shades_grey,
  );
  const drawn = new Map<string, SingleBar>();
  const bar = (commodity: Commodity, stage: keyof StageProgress): SingleBar => {
    const key = `${commodity}/${stage}`;
    const known = drawn.get(key);
    if (known) return known;
    const cargo = demonstrationShips[commodity].commodity.name.zh;
    const { zh, en } = stages[commodity][stage];
    const made = bars.create(1, 0, { name: padded(`${cargo} ${zh} ${en}`) });
    drawn.set(key, made);
    return made;
  };
  return {
    show: (commodity, progress) => {
      for (const stage of ['increments', 'preparations', 'determinations', 'steps'] as const) {
        const [done, total] = progress[stage];
        const shown = bar(commodity, stage);
        shown.setTotal(total);
        shown.update(done);
      }
    },
    stop: () => bars.stop(),
  };
}
