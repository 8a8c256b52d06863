import { demonstrationShip } from '../../orchestrator/demo/ship.ts';
import { certified, eventually, inLaboratory, openHouse } from '../../orchestrator/services/testing/house.ts';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';
import type { EntryDraft, JournalEntry } from '../../orchestrator/storage/ports.ts';
import { processId } from '../../workflows/kernel/brand.ts';

/** Entries a commit: what is built here need not survive a crash. */
const batch = 5_000;
const { declarationNo } = demonstrationShip;

/** A text in which what differs from one ship to the next is left open. */
type Pattern = (ship: number) => string;

/** An entry, its texts as patterns. */
interface EntryPattern {
  readonly entry: JournalEntry;
  /** It is of a process that all ships share, such as a unit of plant. */
  readonly isShared: boolean;
  readonly process: Pattern;
  readonly seq: Pattern;
  readonly inputId: Pattern;
  readonly answers: Pattern | null;
  readonly body: Pattern;
}

/** What a journal was filled with. */
export interface Past {
  readonly entries: number;
  /** Gross samples that were cut. */
  readonly samples: number;
}

/**
 * Fills an empty journal with at least so many entries of ships that were declared, sampled, tested, certified and cleared. One ship is really carried through, the others are like it under numbers and codes of their own.
 */
export async function writePast(file: string, entries: number): Promise<Past> {
  const ship = await oneShip();
  const patterns = patternsOf(ship);
  const samplesOfShip = ship.filter(({ process, seq }) => seq === 1 && process.startsWith('coal-sampling/')).length;
  const journal = await openEmbeddedJournal(file);
  try {
    let drafts: EntryDraft[] = [];
    let ships = 0;
    for (; ships * patterns.length < entries; ships += 1) {
      drafts.push(...patterns.flatMap((pattern) => draftOf(pattern, ships)));
      if (drafts.length < batch) continue;
      await journal.append(drafts);
      drafts = [];
    }
    await journal.append(drafts);
    return { entries: (await journal.head()).position, samples: ships * samplesOfShip };
  } finally {
    await journal.close();
  }
}

/** The journal of a port from which one ship was cleared. */
async function oneShip(): Promise<readonly JournalEntry[]> {
  const house = await openHouse();
  try {
    const id = await inLaboratory(house, demonstrationShip);
    const number = await certified(house, id);
    const client = { clientId: 'customs-demo', scopes: [], sandbox: false, certificate: null };
    const digest = (await house.customs.certificate(number))?.json.sha256 ?? '';
    await house.customs.acknowledge(client, number, {
      id: 'received',
      status: 'RECEIVED',
      message: null,
      digest,
    });
    for (const gate of ['removal', 'use'] as const) {
      const decision = {
        id: gate,
        goodsItem: 1,
        gate,
        outcome: 'RELEASED',
        officer: 'O1',
        quantity: null,
        remark: null,
        supersedes: null,
        correction: false,
      } as const;
      await house.customs.decide(client, declarationNo, decision);
    }
    await eventually(async () => (await house.operator.consignment(id))?.status === 'closed');
    return [...house.journal.entries];
  } finally {
    await house.stop();
  }
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const blindCode = /\b[0-9A-Z]{14}\b/g;
/** Before a process and a number: only the number is written. Alone: what makes an id one of this ship. */
const mark = '\u0001';

function patternsOf(entries: readonly JournalEntry[]): readonly EntryPattern[] {
  const codes = new Set(
    entries.flatMap(({ process }) => [...process.matchAll(blindCode)].map(([code]) => code)),
  );
  const isOfShip = (process: string) => [declarationNo, ...codes].some((own) => process.includes(own));
  const lengths = new Map<string, number>();
  for (const { process, seq } of entries) if (!isOfShip(process)) lengths.set(process, seq);

  const numbered = [...lengths.keys()].map((process) => `${mark}?${escaped(process)}#\\d+`);
  const open = new RegExp(`(${[escaped(declarationNo), ...codes, ...numbered, mark].join('|')})`);
  const renamed = (part: string, ship: number): string => {
    if (part === mark) return `~${ship}`;
    if (part === declarationNo) return `PAST-${ship}`;
    const [process = '', seq] = part.split('#');
    if (seq === undefined) return part.slice(0, 8) + ship.toString(36).toUpperCase().padStart(6, '0');
    const length = lengths.get(process.replace(mark, '')) ?? 0;
    // What is shared goes on from ship to ship; its first entry, the start, is not repeated.
    const later = Number(seq) + ship * (length - 1);
    return process.startsWith(mark) ? String(later) : `${process}#${later}`;
  };
  const pattern = (text: string): Pattern => {
    const parts = text.split(open);
    return (ship) => parts.map((part, index) => (index % 2 === 0 ? part : renamed(part, ship))).join('');
  };
  return entries.map((entry) => {
    const { process, seq, inputId, answers, body } = entry;
    const isShared = lengths.has(process);
    const number = isShared ? `${mark}${process}#${seq}` : String(seq);
    const id = isShared ? `${inputId}${mark}` : inputId;
    const numberedBody = body
      .replace(`"seq":${seq}`, () => `"seq":${number}`)
      .replace(`"input":{"id":"${inputId}"`, () => `"input":{"id":"${id}"`);
    return {
      entry,
      isShared,
      process: pattern(process),
      seq: pattern(number),
      inputId: pattern(id),
      answers: answers === null ? null : pattern(answers),
      body: pattern(numberedBody),
    };
  });
}

function draftOf(
  { entry, isShared, process, seq, inputId, answers, body }: EntryPattern,
  ship: number,
): readonly EntryDraft[] {
  if (isShared && entry.seq === 1 && ship > 0) return [];
  const { effects, finished } = entry;
  return [
    {
      process: processId(process(ship)),
      seq: Number(seq(ship)),
      inputId: inputId(ship),
      answers: answers?.(ship) ?? null,
      effects,
      finished,
      body: body(ship),
    },
  ];
}
