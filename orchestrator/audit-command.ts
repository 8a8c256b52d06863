import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { z } from 'zod';
import { readKeyFile } from '../reports/signing/jwks.ts';
import type { VerificationKey } from '../reports/signing/verification-key.ts';
import { instant } from '../workflows/kernel/brand.ts';
import type { EffectParams } from '../workflows/kernel/effects.ts';
import { canonicalJson } from '../workflows/kernel/canonical-json.ts';
import { RefusedError, type Refusal } from '../workflows/kernel/refusal.ts';
import {
  journalRootsDefinition,
  journalRootsProcess,
  type JournalRootsEvent,
} from '../workflows/journal-roots/machine.ts';
import { openSigning } from './composition/signing.ts';
import { siteOrThrow } from './composition/site.ts';
import { verifyJournal } from './engine/audit.ts';
import { DefinitionRegistry } from './engine/definitions.ts';
import { Engine } from './engine/engine.ts';
import { decodeBody } from './engine/entry.ts';
import { RecordCheck, signedRootsIn, type KeptRoot } from './journal-roots/check.ts';
import { nextRoot } from './journal-roots/next-root.ts';
import { inclusionPath } from './journal-roots/merkle.ts';
import { issuedBy, leafOf, type JournalProof } from './journal-roots/proof.ts';
import { readRecord } from './journal-roots/signed-root.ts';
import { openJournalRoots } from './services/journal-roots.ts';
import { chainStart } from './storage/chain.ts';
import { addressInForce, recordToRead } from './operations/record-stores.ts';
import { claimDataFolder, journalFile } from './storage/data-folder.ts';
import { openEmbeddedBlobs } from './storage/embedded/blobs.ts';
import { openEmbeddedJournal } from './storage/embedded/journal.ts';
import { openEmbeddedPrivateFiles } from './storage/embedded/private-files.ts';
import type { JournalEntry } from './storage/ports.ts';

type Print = (line: string) => void;

export interface AuditOptions {
  readonly data: string;
  /** File with the laboratory's keys: then the signatures of the roots are checked too. */
  readonly keys?: string;
  /** File with roots that were fetched and kept: then what was cut off is noticed too. */
  readonly roots?: string;
  /** In which `MONGODB_URI` may name the cluster's database; without it the data folder counts. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const blobsIn = (data: string) => openEmbeddedBlobs(join(data, 'blobs'));
/** Entries read at once. */
const page = 1000;

/**
 * Checks chain, signed roots and the bytes of all issued certificates; true when all is intact. Reads only, so the server may be
 * running. Throws RefusedError for files it cannot use.
 */
export async function auditVerify({ data, keys, roots, env = {} }: AuditOptions, print: Print): Promise<boolean> {
  const { journal, blobs, close } = await recordToRead(addressInForce(data, env));
  try {
    const kept = roots === undefined ? [] : keptRoots(roots);
    const check = new RecordCheck(blobs, {
      signed: await signedRootsIn(journal),
      kept,
      keys: keys === undefined ? null : await keysIn(keys),
    });
    const report = await verifyJournal(journal, (entry) => check.faultOf(entry));
    if (!report.intact) {
      print(`损坏 broken at entry ${report.position} (${report.process}): ${report.reason}`);
      return false;
    }
    const beyond = kept.find(({ size }) => size > report.entries);
    if (beyond) {
      print(
        `缺失 cut off: it ends with entry ${report.entries}, and a root over ${beyond.size} entries was kept`,
      );
      return false;
    }
    const { certificates, roots: signed } = check.found;
    const unchecked =
      keys === undefined && signed > 0 ? ' (签名未核 signatures not checked: give --keys)' : '';
    print(
      `完好 intact: ${report.entries} entries, head ${report.head}; ${certificates} certificates; ${signed} signed roots${unchecked}`,
    );
    return true;
  } finally {
    await close();
  }
}

async function keysIn(file: string): Promise<readonly VerificationKey[]> {
  const read = await readKeyFile(textOf(file, 'keys'));
  if (!read.ok) throw new RefusedError({ ...read.refusal, field: 'keys' });
  return read.value;
}

const listSchema = z.object({
  items: z.array(z.object({ size: z.int().min(1), root: z.string().regex(/^[0-9a-f]{64}$/) })),
});

function keptRoots(file: string): readonly KeptRoot[] {
  const text = textOf(file, 'roots');
  try {
    return listSchema.parse(JSON.parse(text)).items;
  } catch (error) {
    const refusal = {
      code: 'ROOTS_INVALID',
      field: 'roots',
      message: `${file} is no list of roots.`,
      remedy: 'Give /.well-known/journal-roots.json as fetched.',
    };
    throw new RefusedError(refusal, { cause: error });
  }
}

function textOf(file: string, field: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  throw new RefusedError({
    code: 'FILE_UNREADABLE',
    field,
    message: `There is no file ${file}.`,
    remedy: 'Check the path.',
  });
}

/** Writes the proof that the entry which issued a certificate is under a signed root. Reads the journal only. */
export async function auditProve(
  number: string,
  { data, out, env = {} }: Pick<AuditOptions, 'data' | 'env'> & { readonly out: string },
  print: Print,
): Promise<void> {
  const { journal, blobs, close } = await recordToRead(addressInForce(data, env));
  try {
    const hashes: string[] = [];
    let issuing: JournalEntry | undefined;
    for (
      let entries = await journal.tail(0, page);
      entries.length > 0;
      entries = await journal.tail(hashes.length, page)
    )
      for (const entry of entries) {
        hashes.push(entry.hash);
        if (issuedBy(entry)?.number === number) issuing = entry;
      }
    if (!issuing) throw new RefusedError(notIssued(number));
    const { position, body } = issuing;
    const signed = (await signedRootsIn(journal)).find(({ size }) => size >= position);
    if (!signed) throw new RefusedError(notYet(number));
    const bytes = await blobs.get(signed.record);
    const record = bytes && readRecord(bytes);
    if (!record) throw new RefusedError(recordLost(signed.record));
    const leaves = hashes.slice(0, signed.size).map(leafOf);
    const proof: JournalProof = {
      schema: 'urn:quaylab:journal-proof:1',
      certificate: number,
      entry: { position, previous: hashes[position - 2] ?? chainStart, body },
      path: inclusionPath(position - 1, leaves).map((hash) => hash.toString('hex')),
      root: record,
    };
    writeFileSync(out, canonicalJson(proof));
    print(
      `已写入 written to ${out}: entry ${position} under the root over ${signed.size} entries, signed at ${signed.signedAt}`,
    );
  } finally {
    await close();
  }
}

/** Has the root signed now instead of within the hour, with the key of the site. The server must be stopped: it is the only writer. */
export async function auditRoot(
  { data, site }: { readonly data: string; readonly site: string },
  print: Print,
): Promise<void> {
  const file = journalFile(data);
  const signing = await openSigning(siteOrThrow(site), openEmbeddedPrivateFiles(data), new Date(), process.env);
  const giveBack = claimDataFolder(data);
  const journal = await openEmbeddedJournal(file);
  const clock = () => instant(new Date().toISOString());
  const engine = new Engine({
    journal,
    registry: new DefinitionRegistry([journalRootsDefinition]),
    clock,
    log: pino({ level: 'fatal' }),
  });
  const actor = { kind: 'system', id: 'quaylab audit root' } as const;
  const tell = async (id: string, event: JournalRootsEvent, answers?: string) => {
    const result = await engine.submit(journalRootsProcess, {
      id,
      at: clock(),
      actor,
      event: { ...event },
      ...(answers !== undefined && { answers }),
    });
    if (result.status === 'refused') throw new RefusedError(result.refusal);
  };
  try {
    await openJournalRoots({ engine, clock });
    await tell(`wanted/${clock()}`, { type: 'root.wanted' });
    const asked = (await journal.withUnsettledEffects()).find(
      ({ process }) => process === journalRootsProcess,
    );
    const [effect] = asked ? decodeBody(asked.body).effects : [];
    if (!effect) throw new Error('the journal did not ask for its root');
    const signed = await nextRoot(
      { journal, blobs: blobsIn(data), signing, clock },
      effect.params as EffectParams['journal.sign-root'],
    );
    await tell(`${effect.id}!`, signed, effect.id);
    print(`已签 signed: the root over ${signed.size} entries is ${signed.root}`);
  } finally {
    await engine.stop();
    await journal.close();
    giveBack();
  }
}

const notIssued = (number: string): Refusal => ({
  code: 'CERTIFICATE_NOT_FOUND',
  field: 'number',
  message: `No entry of the journal issued a certificate ${number}.`,
  remedy: 'Check the number, and that it is the data folder of the laboratory that issued it.',
});

const notYet = (number: string): Refusal => ({
  code: 'JOURNAL_ROOT_NOT_YET',
  field: 'number',
  message: `No root was signed since certificate ${number} was issued.`,
  remedy:
    'Wait for the next one (every hour), or stop the server and have one signed: quaylab audit root --site FILE.',
});

const recordLost = (record: string): Refusal => ({
  code: 'JOURNAL_ROOT_LOST',
  message: `The record of the signed root is lost or broken (${record}).`,
  remedy: 'Restore the data folder from a backup; quaylab audit verify tells what else is wrong.',
});
