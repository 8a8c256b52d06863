import pino from 'pino';
import { loadAlarmCatalogue } from '../../config/alarms/load.ts';
import type { SiteConfig } from '../../config/site/load.ts';
import { formatCertificateNumber } from '../../workflows/certificate/number.ts';
import type { RegisterContext, RegisterInput } from '../../workflows/certificate/register.ts';
import type { VoidNumberInput } from '../../workflows/certificate/void-number.ts';
import { instant } from '../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { definitions } from '../composition/definitions.ts';
import { packLibrary } from '../composition/packs.ts';
import { processExecutors } from '../effects/processes.ts';
import { DefinitionRegistry } from '../engine/definitions.ts';
import { EffectRunner } from '../engine/effect-runner.ts';
import { Engine } from '../engine/engine.ts';
import { decodeBody } from '../engine/entry.ts';
import { journalFile } from '../storage/data-folder.ts';
import { openRecord, recordToRead } from './record-stores.ts';
import type { RecordAddress } from './record-stores.ts';

type Print = (line: string) => void;

/** A register's own record; null where it has none yet. */
const contextOf = (snapshot: { readonly context: unknown } | null | undefined): RegisterContext | null =>
  (snapshot?.context as RegisterContext | undefined) ?? null;

const registerPrefix = 'certificate-register/';
const unnumbered: RegisterContext['numbers'] = [];
/** More than a laboratory issues between two backups; what is asked for beyond is a slip of the keys. */
const mostAtOnce = 10_000;

/** Prints of each register how many numbers it gave and which was the last, and every void one with its reason. Also while servers run. */
export async function listNumbers(address: RecordAddress, print: Print): Promise<void> {
  const { journal, close } = await recordToRead(address);
  try {
    for (const { process, body } of await journal.newestOfOpen()) {
      if (!process.startsWith(registerPrefix)) continue;
      const { numbers } = contextOf(decodeBody(body).snapshot) ?? { numbers: unnumbered };
      const many = (status: string) => numbers.filter((each) => each.status === status).length;
      print(
        `${process.slice(registerPrefix.length)}: ${numbers.length} numbers, last ${numbers.at(-1)?.number ?? '—'}; 已用 used ${many('used')}, 已分配 allocated ${many('allocated')}, 作废 void ${many('void')}`,
      );
      for (const { number, status, reason } of numbers)
        if (status === 'void') print(`  作废 void ${number}: ${reason ?? ''}`);
    }
  } finally {
    await close();
  }
}

export interface VoidTerms {
  readonly address: RecordAddress;
  readonly site: Pick<SiteConfig, 'laboratory' | 'certificates' | 'ruleFolders'>;
  readonly kind: string;
  readonly year: number;
  /** The first and the last certificate number that was issued and is not in the record. */
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** Who says so. */
  readonly by: string;
}

/**
 * Enters numbers as void that were issued after the point the record was restored to, so that the register goes on behind them. Every server
 * is stopped. Broken off, the same command goes on where it was.
 *
 * Throws `CERTIFICATE_KIND_UNKNOWN`, `NUMBER_NOT_NEXT`, `NUMBER_NOT_AHEAD`, `NUMBER_NOT_ENTERED`, `REGISTER_ON_HOLD`, `DATA_FOLDER_EMPTY`, `DATA_FOLDER_IN_USE`,
 * `CLUSTER_RUNNING`.
 */
export async function voidNumbers(terms: VoidTerms, print: Print): Promise<void> {
  const begin = registerOf(terms);
  const key = `${begin.office}-${begin.year}-${begin.kind}`;
  const register = `${registerPrefix}${key}` as ProcessId;
  // A folder without a record is a slip: it is not begun here.
  if (terms.address.kind === 'embedded') journalFile(terms.address.folder);
  const { journal, close } = await openRecord(terms.address);
  const stops: (() => Promise<void>)[] = [];
  try {
    const clock = () => instant(new Date().toISOString());
    const log = pino({ level: 'fatal' });
    const known = definitions(packLibrary(terms.site.ruleFolders), loadAlarmCatalogue());
    /** Told of each entry of the register. */
    let entered: () => void = () => {};
    const engine = new Engine({
      journal,
      registry: new DefinitionRegistry(known),
      clock,
      log,
      onCommitted: (batch) => void (batch.some(({ process }) => process.id === register) && entered()),
    });
    let fail: (error: Error) => void = () => {};
    // What fails once is not tried again here: who runs the command is told, and runs it again.
    const runner = new EffectRunner(engine, processExecutors(engine, clock), clock, log, async () =>
      fail(new RefusedError(notEntered)),
    );
    stops.push(() => runner.stop(), () => engine.stop());
    const live = await engine.find(register);
    if (live?.hold) throw new RefusedError(onHold(register, live.hold.message));
    const before = contextOf(live?.state?.snapshot);
    const numbered = before ?? begin;
    const serials = serialsOf(numbered, before?.numbers ?? unnumbered, terms, `void-number/${key}-`);
    const numbersNow = async () => contextOf((await engine.find(register))?.state?.snapshot)?.numbers ?? unnumbered;
    for (const serial of serials) {
      const process = `void-number/${key}-${serial}` as ProcessId;
      const isVoid = new Promise<void>((resolve, reject) => {
        fail = reject;
        entered = () =>
          void numbersNow().then((numbers) => numbers[serial - 1]?.status === 'void' && resolve(), reject);
      });
      const input: VoidNumberInput = {
        register,
        begin: {
          office: numbered.office,
          kind: numbered.kind,
          year: numbered.year,
          pattern: numbered.pattern,
        },
        reason: `${terms.reason} (${terms.by})`,
      };
      const actor = { kind: 'person', id: terms.by } as const;
      await engine.start('void-number', process, {
        id: `${process} begins`,
        at: clock(),
        actor,
        event: { type: 'process.start', input },
      });
      await isVoid;
    }
    const next = written(numbered, (await numbersNow()).length + 1) ?? '—';
    print(
      `已作废 void: ${serials.length} numbers entered, ${terms.from} to ${terms.to} are void; 下一个编号 next: ${next}`,
    );
  } finally {
    for (const stop of stops) await stop();
    await close();
  }
}

const notEntered = {
  code: 'NUMBER_NOT_ENTERED',
  message: 'A number could not be entered as void; those before it are.',
  remedy: 'Run the same command again: it goes on where it was. If it happens again, check the disk or the database.',
};

function registerOf({ site, kind: code, year }: VoidTerms): RegisterInput {
  const kind = site.certificates.kinds.find((each) => each.code === code);
  if (!kind)
    throw new RefusedError({
      code: 'CERTIFICATE_KIND_UNKNOWN',
      field: 'kind',
      message: `This site issues no certificates of kind ${code}.`,
      remedy: `Use one of: ${site.certificates.kinds.map((each) => each.code).join(', ')}.`,
    });
  return { office: site.laboratory.office, kind: code, year, pattern: kind.numberPattern };
}

/** Which serials are to be voided. Those a command before this one has entered already, from the same first number on, are left as they are. */
function serialsOf(
  parts: RegisterInput,
  numbers: RegisterContext['numbers'],
  { from, to }: VoidTerms,
  own: string,
): readonly number[] {
  const lastOther =
    numbers.findLastIndex(({ certificate, status }) => !certificate.startsWith(own) || status !== 'void') + 1;
  const next = numbers.length + 1;
  const ahead = Array.from({ length: mostAtOnce }, (_, index) => lastOther + 1 + index);
  const first = ahead.find((serial) => serial <= next && written(parts, serial) === from);
  if (first === undefined) throw new RefusedError(notNext(from, written(parts, next)));
  const last = ahead.find((serial) => serial >= first && written(parts, serial) === to);
  if (last === undefined) throw new RefusedError(notAhead(from, to));
  return ahead.filter((serial) => serial >= next && serial <= last);
}

/** Null for a serial that the site's form of numbers has no room for. */
function written(parts: RegisterInput, serial: number): string | null {
  const number = formatCertificateNumber(parts.pattern, { ...parts, serial });
  return number.ok ? number.value : null;
}

const notNext = (from: string, next: string | null) => ({
  code: 'NUMBER_NOT_NEXT',
  field: 'from',
  message: `${from} is not the number this register gives next; that is ${next ?? 'none: its form has no more digits'}.`,
  remedy:
    'Numbers have no gaps: begin with the next one. What the register has already needs no voiding; see quaylab numbers list.',
});
const notAhead = (from: string, to: string) => ({
  code: 'NUMBER_NOT_AHEAD',
  field: 'to',
  message: `${to} is none of the ${mostAtOnce} numbers from ${from} on.`,
  remedy: 'Copy the newest number that was issued from its paper or from customs, with all its digits.',
});
const onHold = (register: ProcessId, message: string) => ({
  code: 'REGISTER_ON_HOLD',
  message: `${register} is on hold: ${message}.`,
  remedy: 'Have the cause mended and the process released first (quaylab release).',
});
