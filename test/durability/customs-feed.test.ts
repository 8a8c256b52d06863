import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyJournal } from '../../orchestrator/engine/audit.ts';
import { decodeBody } from '../../orchestrator/engine/entry.ts';
import { openJournalReader } from '../../orchestrator/storage/embedded/journal-reader.ts';
import type { ChangeRow } from '../../orchestrator/views/model.ts';
import { freePort } from '../support/free-port.ts';
import { runProcess } from '../support/process-line.ts';

const script = join(process.cwd(), 'dist', 'test', 'durability', 'feed-port.js');
const clients = 20;
const certificates = 6;
/** Advice; each certificate issued, and all but the first in the place of another; withdrawn, and advice again. */
const rowsInAll = 1 + certificates + (certificates - 1) + 2;
/** The server is killed when the first client has seen so many rows: in the middle of the amendments. */
const killedAfter = 5;

interface FeedPort {
  readonly authorization: string;
}

/** One customs system: follows the feed, pulls what is issued and acknowledges it. What fails for want of a server it does again. */
class Follower {
  readonly rows: ChangeRow[] = [];
  /** Idempotency keys of acknowledgements that were answered 201. */
  readonly answered: string[] = [];
  /** The test is over, whatever came of it. */
  over = false;
  readonly #name: string;
  readonly #url: string;
  readonly #authorization: string;

  constructor(name: string, url: string, { authorization }: FeedPort) {
    this.#name = name;
    this.#url = url;
    this.#authorization = authorization;
  }

  async follow(): Promise<void> {
    for (let after = 0; this.rows.length < rowsInAll;) {
      const page = await this.#ask<{ changes: ChangeRow[]; next: number }>(
        `changes?after=${after}&limit=3&wait=5`,
      );
      for (const row of page.changes) {
        this.rows.push(row);
        if (row.type === 'certificate.issued' && row.certificateNo)
          await this.#acknowledge(row.certificateNo);
      }
      after = page.next;
    }
  }

  async #acknowledge(number: string): Promise<void> {
    const path = `certificates/${encodeURIComponent(number)}`;
    const key = `${this.#name}-${number}`;
    const { etag } = await this.#ask<{ etag: string }>(path);
    const body = JSON.stringify({ status: 'RECEIVED', digest: etag.replaceAll('"', '') });
    await this.#ask(`${path}/acknowledgements`, {
      method: 'POST',
      body,
      headers: { 'Idempotency-Key': key, 'Content-Type': 'application/json' },
    });
    this.answered.push(key);
  }

  async #ask<T>(path: string, { headers, ...init }: RequestInit = {}): Promise<T> {
    for (;;) {
      const request = { ...init, headers: { ...headers, Authorization: this.#authorization } };
      const answer = await fetch(`${this.#url}/customs/v1/${path}`, request)
        .then(async (response) => ({ response, body: (await response.json()) as T }))
        .catch(() => null);
      if (answer?.response.ok) return { ...answer.body, etag: answer.response.headers.get('etag') };
      if (answer || this.over) throw new Error(`${path}: ${answer?.response.status} ${JSON.stringify(answer?.body)}`);
      await sleep(50);
    }
  }
}

describe('the feed of a server that is killed while twenty customs systems follow it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-feed-'));
  const followers: Follower[] = [];

  beforeAll(async () => {
    const port = await freePort();
    const start = () => runProcess<FeedPort>(script, [folder, port, certificates].map(String));
    let server = await start();
    try {
      for (let no = 1; no <= clients; no += 1)
        followers.push(new Follower(`system-${no}`, `http://127.0.0.1:${port}`, server.ready));
      const followed = Promise.all(followers.map((each) => each.follow()));
      const killed = (async () => {
        while ((followers[0]?.rows.length ?? 0) < killedAfter) await sleep(10);
        await server.kill('SIGKILL');
        server = await start();
      })();
      await Promise.all([followed, killed]);
    } finally {
      for (const each of followers) each.over = true;
      await server.kill('SIGKILL');
    }
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('gives every one the same rows, without a gap and in order', () => {
    const [first] = followers;
    expect(first?.rows.map(({ cursor }) => cursor)).toEqual(
      Array.from({ length: rowsInAll }, (_, index) => index + 1),
    );
    expect(first?.rows.map(({ type }) => type).slice(-2)).toEqual([
      'certificate.withdrawn',
      'advice.changed',
    ]);
    for (const { rows } of followers) expect(rows).toEqual(first?.rows);
  });

  it('has every acknowledgement that was answered, once, in a journal that is intact', async () => {
    const journal = openJournalReader(join(folder, 'journal.db'));
    try {
      const entries = await journal.tail(0, 1_000_000);
      const acknowledged = entries
        .map(({ body }) => decodeBody(body).input)
        .flatMap(({ id, event }) => (event.type === 'certificate.acknowledged' ? [id] : []));
      const answered = followers.flatMap((each) => each.answered.map((key) => `gacc:${key}`));
      expect(answered).toHaveLength(clients * certificates);
      expect([...acknowledged].sort()).toEqual([...answered].sort());
      expect((await verifyJournal(journal)).intact).toBe(true);
    } finally {
      journal.close();
    }
  });
});
