import { MultiBar, Presets } from 'cli-progress';
import type { SingleBar } from 'cli-progress';
import type { AssayTaskView, CertificateView, ConsignmentView, RunView } from '../views/model.ts';
import type { Crew } from './crew.ts';

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

/** Reads the progress of a consignment through the interface. */
export async function readProgress(crew: Crew, consignmentId: string): Promise<{ readonly consignment: ConsignmentView; readonly progress: StageProgress }> {
  const consignment = await crew.as('officer').get<ConsignmentView>(`/api/v1/consignments/${encodeURIComponent(consignmentId)}`);
  const { items: runs } = await crew.as('sampler').get<{ items: readonly RunView[] }>('/api/v1/runs');
  const { items: tasks } = await crew.as('reviewer').get<{ items: readonly AssayTaskView[] }>('/api/v1/bench/tasks');
  const { units, status, certificateId } = consignment;
  const certificate = certificateId
    ? await crew.as('officer').get<CertificateView>(`/api/v1/certificates/${encodeURIComponent(certificateId)}`)
    : null;
  const planned = units.reduce((sum, { incrementsPlanned }) => sum + incrementsPlanned, 0);
  const taken = units.reduce((sum, { samplingCode, incrementsPlanned }) => {
    const run = runs.find(({ sampleCode }) => sampleCode === samplingCode);
    return sum + Math.min(run?.incrementsTaken ?? 0, incrementsPlanned);
  }, 0);
  const prepared = units.filter(({ stage }) => stage === 'prepared' || stage === 'testing' || stage === 'tested').length;
  const items = tasks.flatMap((task) => task.items);
  const entered = items.reduce((sum, { determinations, verdict }) => sum + (verdict.kind === 'accepted' ? determinationsAnItem : Math.min(determinations.length, 1)), 0);
  const reached = Math.max(officeSteps.indexOf(status as never), officeSteps.indexOf((certificate?.status ?? '') as never), status === 'certified' ? officeSteps.indexOf('issued') : -1) + 1;
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

/** Draws the four stages as bars on a terminal, or as a line now and then elsewhere. */
export function progressBars(): { readonly show: (progress: StageProgress) => void; readonly stop: () => void } {
  const bars = new MultiBar({ format: '{name} [{bar}] {value}/{total}', hideCursor: true, clearOnComplete: false, noTTYOutput: true, notTTYSchedule: 5_000 }, Presets.shades_grey);
  const bar = (name: string): SingleBar => bars.create(1, 0, { name: name.padEnd(30) });
  const [increments, preparations, determinations, steps] = [bar('子样 increments'), bar('制样 preparations'), bar('测定 determinations'), bar('证书与放行 certificate, release')];
  const set = (which: SingleBar, [done, total]: readonly [number, number]) => {
    which.setTotal(total);
    which.update(done);
  };
  return {
    show: (progress) => {
      set(increments, progress.increments);
      set(preparations, progress.preparations);
      set(determinations, progress.determinations);
      set(steps, progress.steps);
    },
    stop: () => bars.stop(),
  };
}
