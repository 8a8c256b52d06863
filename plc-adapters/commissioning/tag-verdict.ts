import { DataType } from 'node-opcua-client';
import { dataTypes } from '../opcua/values.ts';
import { fault, warning } from './finding.ts';
import type { Finding } from './finding.ts';
import type { FoundNode, StatedReading, TagFacts } from './tag-facts.ts';

/** A tag with what was read of it, and what is wrong. */
export interface TagVerdict {
  readonly facts: TagFacts;
  readonly reading: StatedReading | null;
  /** The value differed between the two reads; null when it could not be compared. */
  readonly moved: boolean | null;
  readonly findings: readonly Finding[];
}

/** Local safety belongs to hard wires and keys on the spot; whoever can write these can pretend a safe plant. */
const safetyTags: ReadonlySet<string> = new Set([
  'Sts.EStopOk', 'Sts.GuardsClosed', 'Sts.Isolated', 'Sts.SafetyResetRequired',
]); // prettier-ignore

/** Judges one tag from what the server said of it and two readings some seconds apart. */
export function judgeTag(facts: TagFacts, first: StatedReading | undefined, second: StatedReading | undefined): TagVerdict {
  const { tag, node, found, spec } = facts;
  if (!found) {
    return { facts, reading: null, moved: null, findings: [fault('TAG_MISSING', tag, `The server has no ${node}.`)] };
  }
  const readable = spec.dir !== 'W';
  const comparable = first && second && first.quality !== 'bad' && second.quality !== 'bad';
  return {
    facts,
    reading: second ?? null,
    moved: comparable ? first.value !== second.value : null,
    findings: [
      ...typeFindings(facts, found),
      ...accessFindings(facts, found),
      ...unitFindings(facts, found),
      ...(readable && found.access !== 'W' && found.access !== 'none' ? qualityFindings(facts, second) : []),
    ],
  };
}

function typeFindings({ tag, spec }: TagFacts, { type, typeName, scalar }: FoundNode): Finding[] {
  const findings: Finding[] = [];
  if (type === null) {
    const told = `The server calls the type ${typeName ?? 'nothing'} and gives no value to tell it by; the map says ${spec.type}.`;
    findings.push(warning('TYPE_UNKNOWN', tag, told));
  } else if (type !== dataTypes[spec.type]) {
    findings.push(fault('TYPE_WRONG', tag, `Is ${DataType[type]}, the map says ${spec.type}.`));
  }
  if (scalar === false) findings.push(fault('TAG_NOT_SCALAR', tag, 'Is an array; every element must be a tag of its own.'));
  return findings;
}

function accessFindings({ tag, spec }: TagFacts, { access }: FoundNode): Finding[] {
  if (access === null) return [warning('ACCESS_UNKNOWN', tag, 'The server does not tell whether it may be read and written.')];
  const findings: Finding[] = [];
  if (spec.dir !== 'W' && !access.includes('R')) {
    findings.push(fault('NOT_READABLE', tag, `May not be read by this user (${access}); the map says ${spec.dir}.`));
  }
  if (spec.dir !== 'R' && !access.includes('W')) {
    findings.push(fault('NOT_WRITABLE', tag, `May not be written by this user (${access}); the map says ${spec.dir}.`));
  }
  if (spec.dir === 'R' && access.includes('W')) {
    findings.push(
      safetyTags.has(tag)
        ? fault('SAFETY_WRITABLE', tag, 'Is a safety tag and may be written over the network; the PLC must refuse that.')
        : warning('TOO_WRITABLE', tag, 'Is only read and may yet be written; the PLC should refuse that.'),
    );
  }
  return findings;
}

/** The map's unit is that of the scaled value: with a factor or an offset the server's is another by intention. */
function unitFindings({ tag, spec }: TagFacts, { unit }: FoundNode): Finding[] {
  if (unit === null || spec.unit === undefined || spec.factor !== undefined || spec.offset !== undefined) return [];
  if (unit === spec.unit) return [];
  return [warning('UNIT_DIFFERS', tag, `The server says ${unit}, the map ${spec.unit}: the same in other words, or a factor is missing.`)];
}

function qualityFindings({ tag, needed }: TagFacts, reading: StatedReading | undefined): Finding[] {
  const status = reading?.status ?? 'no answer';
  if (reading?.quality === 'good') return [];
  if (needed) return [fault('QUALITY_BAD', tag, `Has the status ${status}; the driver cannot do without it.`)];
  return [warning('QUALITY_BAD', tag, `Has the status ${status}.`)];
}
