import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadAlarmCatalogue } from '../../../config/alarms/load.ts';
import { customsClientDefinition } from '../../../workflows/customs-client/machine.ts';
import { instant, processId } from '../../../workflows/kernel/brand.ts';
import type { Instant } from '../../../workflows/kernel/brand.ts';
import type { ProcessDefinition } from '../../../workflows/kernel/process.ts';
import { firstWebhookDefinition, webhookDefinition } from '../../../workflows/webhook/machine.ts';
import { DefinitionRegistry } from '../../engine/definitions.ts';
import { EffectRunner } from '../../engine/effect-runner.ts';
import type { Wait } from '../../engine/effect-runner.ts';
import { Engine } from '../../engine/engine.ts';
import { MemoryJournal } from '../../engine/testing/memory-journal.ts';
import { postWebhookWork } from '../../jobs/kinds/post-webhook.ts';
import { directJobs } from '../../jobs/testing/direct-jobs.ts';
import type { CustomsClient } from '../../services/contract.ts';
import { memoryViews } from '../../services/testing/memory-stores.ts';
import { createWebhookAdministration } from '../../services/webhook-administration.ts';
import { createWebhookService } from '../../services/webhooks.ts';
import { openEmbeddedPrivateFiles } from '../../storage/embedded/private-files.ts';
import type { ChangeRow } from '../../views/model.ts';
import { collections, orderedKey } from '../../views/projection.ts';
import { Projector } from '../../views/projector.ts';
import { addressRules } from '../addresses.ts';
import { webhookExecutors } from '../deliver.ts';
import { openDeliveryMarks } from '../marks.ts';
import type { Post, Posted } from '../post.ts';

export const key = Buffer.alloc(32, 7);
/** Whose webhooks they are. */
export const client: CustomsClient = {
  clientId: 'gacc',
  scopes: ['webhooks.manage', 'certificates.read'],
  sandbox: false,
  certificate: null,
};
export const url = 'https://customs.example/hook';
export const taken: Posted = { status: 204, problem: null, retryAfter_s: null };
export const failed: Posted = { status: 503, problem: 'NOT_TAKEN', retryAfter_s: null };
const alarmCatalogue = loadAlarmCatalogue();
const silent = pino({ level: 'silent' });
export const realSite = { laboratory: { demonstration: false } };

/** What stays when a server is killed. */
export function openDisk() {
  const journal = new MemoryJournal();
  return {
    journal,
    views: memoryViews(),
    marks: openDeliveryMarks(openEmbeddedPrivateFiles(mkdtempSync(join(tmpdir(), 'webhooks-')))),
  };
}
type Disk = ReturnType<typeof openDisk>;

/** A message as the receiver gets it. */
export interface Sent {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A house that has webhooks and a feed, a receiver that answers as it is told, and a clock that a test moves. */
export async function openHouse(
  disk: Disk = openDisk(),
  now: Instant = instant('2026-03-05T00:00:00.000Z'),
  versions: readonly ProcessDefinition[] = [firstWebhookDefinition, webhookDefinition],
) {
  const { journal, views, marks } = disk;
  const time = { now };
  const receiver = { answers: async (_: Sent): Promise<Posted> => taken, sent: [] as Sent[], mayHear: true };
  /** Long waits end when the test says so. */
  const waits: (() => void)[] = [];
  const pause: Wait = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      if (milliseconds < 1_000) setImmediate(resolve);
      else waits.push(resolve);
    });
  const post: Post = async ({ headers, body, signal }) => {
    const sent = { id: headers['webhook-id'] ?? '', headers, body };
    receiver.sent.push(sent);
    const answer = await receiver.answers(sent);
    signal.throwIfAborted();
    return answer;
  };
  const clock = () => time.now;
  const projector = new Projector(views, journal, () => [], alarmCatalogue);
  await projector.catchUp();
  const engine = new Engine({
    journal,
    registry: new DefinitionRegistry([...versions, customsClientDefinition]),
    clock,
    log: silent,
    onCommitted: (batch) => projector.committed(batch),
  });
  const mayHear = async () => receiver.mayHear;
  const executors = webhookExecutors({
    engine,
    views,
    projector,
    clock,
    marks,
    jobs: directJobs(postWebhookWork({ key, post, clock })),
    mayHear,
    wait: pause,
  });
  const runner = new EffectRunner(engine, executors, clock, silent);
  await engine.recover();
  let ids = 0;
  const deps = { engine, views, clock, newId: () => `id-${journal.entries.length}-${(ids += 1)}` };
  const webhooks = createWebhookService({ ...deps, rules: addressRules(realSite), key });
  const administration = createWebhookAdministration(deps);
  /** Rows come with the entry of something else, as in the house. */
  const happens = async (...rows: readonly number[]) => {
    for (const cursor of rows) {
      const doc: ChangeRow = {
        cursor,
        type: 'certificate.issued',
        declarationNo: '531620261234567890',
        certificateNo: `QL/2026/00000${cursor}`,
        at: time.now,
      };
      await views.put(
        [{ collection: collections.changes, key: orderedKey(cursor), doc }],
        await views.position(),
      );
    }
    const process = processId(`customs-client/of-${journal.entries.length}`);
    const event = { type: 'process.start', input: {} };
    await engine.start('customs-client', process, {
      id: `${process}/begin`,
      at: clock(),
      actor: { kind: 'customs', id: 'x' },
      event,
    });
  };
  const made = async (after: number | null = 0, key = 'gacc:first') => {
    const outcome = await webhooks.create(client, key, { url, description: null, after });
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    return outcome.value;
  };
  const entries = () => journal.entries.filter(({ process }) => process.startsWith('webhook-subscription/'));
  const told = () =>
    receiver.sent.map(({ body }) => (JSON.parse(body) as { data: { cursor: number } }).data.cursor);
  return {
    disk, time, receiver, waits, engine, views, webhooks, administration, happens, made, entries, told,
    view: async (id: string) => {
      const view = await webhooks.webhook(client, id);
      if (!view) throw new Error(`there is no ${id}`);
      return view;
    },
    /** As by kill -9: nothing more is written. */
    kill: async () => {
      const written = journal.entries.length;
      await runner.stop();
      await engine.stop();
      journal.entries.splice(written);
    },
    stop: async () => {
      await runner.stop();
      await engine.stop();
    },
  }; // prettier-ignore
}

export type WebhookHouse = Awaited<ReturnType<typeof openHouse>>;
