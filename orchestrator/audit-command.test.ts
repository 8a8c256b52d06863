import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import pino from 'pino';
import { openDemonstrationSigner } from '../reports/signing/demo-authority.ts';
import { secretInFolder } from '../reports/signing/testing/secret-in-folder.ts';
import { jwkSet } from '../reports/signing/jwks.ts';
import { completeDraft } from '../workflows/certificate/completeness.fixture.ts';
import { certificateDefinition } from '../workflows/certificate/machine.ts';
import { certificateRegisterDefinition } from '../workflows/certificate/register.ts';
import { customsClientDefinition } from '../workflows/customs-client/machine.ts';
import { journalRootsDefinition } from '../workflows/journal-roots/machine.ts';
import { instant, processId } from '../workflows/kernel/brand.ts';
import { auditProve, auditRoot, auditVerify } from './audit-command.ts';
import { journalRootExecutor } from './effects/journal-root.ts';
import { processExecutors } from './effects/processes.ts';
import { DefinitionRegistry } from './engine/definitions.ts';
import { EffectRunner } from './engine/effect-runner.ts';
import { Engine } from './engine/engine.ts';
import { directJobs } from './jobs/testing/direct-jobs.ts';
import { signRootWork } from './jobs/kinds/sign-root.ts';
import { openJournalRoots } from './services/journal-roots.ts';
import { chainHash, chainStart } from './storage/chain.ts';
import { openEmbeddedBlobs } from './storage/embedded/blobs.ts';
import { openEmbeddedJournal } from './storage/embedded/journal.ts';
import { verify } from './verify-command.ts';

const site = join(process.cwd(), 'config', 'demo-port', 'site.yaml');
const [consignment, certificate] = [processId('customs-client/parent'), processId('certificate/D1.1.1')];
const draftDigest = 'd'.repeat(64);
const person = (id: string) => ({ kind: 'person' as const, id, name: id });

/** A data folder in which one certificate was issued, by the engine and its processes; only its renderings are short. */
describe('the audit of a data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-audit-'));
  const data = join(folder, 'data');
  const keys = join(folder, 'jwks.json');
  const proof = join(folder, 'proof.json');
  let number: string;

  const said: string[] = [];
  const print = (line: string) => void said.push(line);
  const copy = (name: string): string => {
    cpSync(data, join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const change = (at: string, statement: string) => {
    const journal = new Database(join(at, 'journal.db'));
    journal.exec(statement);
    journal.close();
  };
  const audited = async (
    at: string,
    more: { readonly keys?: string; readonly roots?: string } = { keys },
  ) => {
    said.length = 0;
    const intact = await auditVerify({ data: at, ...more }, print);
    return { intact, said: said.join('\n') };
  };

  beforeAll(async () => {
    const signer = await openDemonstrationSigner(secretInFolder(join(data, 'secrets')), new Date());
    writeFileSync(keys, JSON.stringify(jwkSet([signer])));
    const journal = await openEmbeddedJournal(join(data, 'journal.db'));
    const blobs = openEmbeddedBlobs(join(data, 'blobs'));
    const clock = () => instant(new Date().toISOString());
    const log = pino({ level: 'silent' });
    const registry = new DefinitionRegistry([
      certificateDefinition,
      certificateRegisterDefinition,
      customsClientDefinition,
      journalRootsDefinition,
    ]);
    const engine = new Engine({ journal, registry, clock, log });
    const runner = new EffectRunner(
      engine,
      {
        ...processExecutors(engine, clock),
        'journal.sign-root': journalRootExecutor(directJobs(signRootWork({ journal, blobs, signing: { signer }, clock }))),
        'report.issue': async () => {
          const stored = async (name: string) => blobs.put(Buffer.from(name));
          return {
            type: 'report.issued',
            pdf: await stored('pdf'),
            json: await stored('json'),
            xml: await stored('xml'),
            jws: await stored('jws'),
          };
        },
      },
      clock,
      log,
    );
    const start = (input: object) => ({
      id: 'begin',
      at: clock(),
      actor: person('preparer'),
      event: { type: 'process.start', input },
    });
    await openJournalRoots({ engine, clock });
    await engine.start('customs-client', consignment, start({}));
    const input = {
      consignment,
      draft: completeDraft,
      draftDigest,
      preparedBy: person('preparer'),
      numberPattern: '{office}{year}-{kind}-{serial:6}',
      timeZone: 'UTC',
      predecessor: null,
    };
    await engine.start('certificate', certificate, start(input));
    const tell = (by: string, event: { readonly type: string }) =>
      engine.submit(certificate, { id: event.type, at: clock(), actor: person(by), event });
    await tell('reviewer', { type: 'certificate.reviewed', draftDigest } as { type: string });
    const approval = {
      type: 'certificate.approved',
      draftDigest,
      title: { zh: '签字人', en: 'Signatory' },
      journalHead: await journal.head(),
    };
    await tell('signatory', approval);
    const value = async (of: typeof certificate) => (await engine.find(of))?.state?.snapshot;
    for (let tries = 0; (await value(certificate))?.value !== 'issued' && tries < 500; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    number = String(((await value(certificate))?.context as { readonly number: unknown }).number);
    await engine.stop();
    await runner.stop();
    await journal.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has no proof of a certificate before a root was signed, and has one signed when asked', async () => {
    await expect(auditProve(number, { data, out: proof }, print)).rejects.toThrow('JOURNAL_ROOT_NOT_YET');
    await auditRoot({ data, site }, print);
    expect(said.at(-1)).toMatch(/^已签 signed: the root over \d+ entries is [0-9a-f]{64}$/);
    await auditRoot({ data, site }, print);
    await expect(auditProve('NONE', { data, out: proof }, print)).rejects.toThrow('CERTIFICATE_NOT_FOUND');
    await auditProve(number, { data, out: proof }, print);
    expect(await audited(data)).toEqual({
      intact: true,
      said: expect.stringMatching(/1 certificates; 2 signed roots$/) as string,
    });
    expect((await audited(data, {})).said).toContain('signatures not checked');
  });

  it('gives a proof that holds without the data folder, and that no change survives', async () => {
    const answerTo = async (content: string) => {
      const file = join(folder, 'in-hand.json');
      writeFileSync(file, content);
      const lines: string[] = [];
      const exit = await verify(file, { keys, offline: true, json: true }, (line) => lines.push(line));
      return { exit, ...(JSON.parse(lines.join('')) as object) };
    };
    const text = readFileSync(proof, 'utf8');
    expect(await answerTo(text)).toMatchObject({
      exit: 0,
      verdict: 'valid',
      kindOfDocument: 'journal-proof',
      number,
      laboratory: completeDraft.laboratory.name,
    });
    const invalid = (code: string) => ({ exit: 1, verdict: 'invalid', fault: { code } });
    expect(
      await answerTo(text.replace(/"position":(\d+),/, (_, at: string) => `"position":${Number(at) + 1},`)),
    ).toMatchObject(invalid('PROOF_BROKEN'));
    expect(await answerTo(text.replace('report.issued', 'report.issueD'))).toMatchObject(
      invalid('PROOF_BROKEN'),
    );
    expect(await answerTo(text.replace(`"certificate":"${number}"`, '"certificate":"N-1"'))).toMatchObject(
      invalid('PROOF_OF_SOMETHING_ELSE'),
    );
    expect(await answerTo(text.replace(/"path":\["./, '"path":["x'))).toMatchObject(invalid('PROOF_INVALID'));
    expect(await answerTo(text.replace(/("jws":"[^"]{250})./, '$1_'))).toMatchObject({ verdict: 'invalid' });
  });

  it('names the first entry that was changed', async () => {
    const changed = copy('changed');
    change(
      changed,
      `update journal set body = replace(body, 'reviewer', 'Reviewer') where input_id = 'certificate.reviewed'`,
    );
    expect(await audited(changed)).toEqual({
      intact: false,
      said: expect.stringMatching(/^损坏 broken at entry \d+ \(certificate\/D1.1.1\): its content/) as string,
    });
  });

  it('notices bytes of a certificate that are lost or changed', async () => {
    const lost = copy('lost');
    const [, sha256 = ''] =
      /"pdf":"([0-9a-f]{64})"/.exec(
        (JSON.parse(readFileSync(proof, 'utf8')) as { entry: { body: string } }).entry.body,
      ) ?? [];
    const blob = join(lost, 'blobs', sha256.slice(0, 2), sha256);
    writeFileSync(blob, 'other');
    expect((await audited(lost)).said).toContain(`the pdf of certificate ${number} is changed`);
    rmSync(blob);
    expect((await audited(lost)).said).toContain(`the pdf of certificate ${number} is lost`);
  });

  it('notices a record that was written anew as a whole, by the roots that were signed', async () => {
    const forged = copy('forged');
    const journal = new Database(join(forged, 'journal.db'));
    const rows = journal.prepare('select position, body from journal order by position').all() as {
      position: number;
      body: string;
    }[];
    let hash = chainStart;
    for (const { position, body } of rows) {
      const other = body.replace('"id":"reviewer","name":"reviewer"', '"id":"reviewer","name":"somebody"');
      hash = chainHash(hash, position, other);
      journal.prepare('update journal set body = ?, hash = ? where position = ?').run(other, hash, position);
    }
    journal.close();
    expect(await audited(forged)).toEqual({
      intact: false,
      said: expect.stringContaining('is not the one whose root was signed') as string,
    });
  });

  it('notices by a root kept elsewhere that the end was cut off', async () => {
    const cut = copy('cut');
    const { root } = JSON.parse(readFileSync(proof, 'utf8')) as { readonly root: { readonly jws: string } };
    const payload = Buffer.from(root.jws.split('.')[1] ?? '', 'base64url').toString();
    const roots = join(folder, 'roots.json');
    writeFileSync(roots, JSON.stringify({ items: [JSON.parse(payload)] }));
    expect((await audited(cut, { keys, roots })).intact).toBe(true);
    change(cut, 'delete from journal where position > 5');
    expect((await audited(cut)).intact).toBe(true);
    expect(await audited(cut, { roots })).toEqual({
      intact: false,
      said: expect.stringContaining('缺失 cut off') as string,
    });
    await expect(audited(cut, { roots: keys })).rejects.toThrow('ROOTS_INVALID');
  });
});
