import { DataType } from 'node-opcua-client';
import type { UnitCheck } from './check-unit.ts';
import type { TagVerdict } from './tag-verdict.ts';

/** A check for a program: everything the report says, every tag of the ring included, with stable names. */
export function checkJson({ tags, ...check }: UnitCheck): object {
  return { ...check, tags: tags.map(tagJson) };
}

function tagJson({ facts, reading, moved, findings }: TagVerdict): object {
  const { tag, node, inRing, spec, found } = facts;
  return {
    tag,
    node,
    inRing,
    exists: found !== null,
    mapped: { type: spec.type, dir: spec.dir, unit: spec.unit ?? null },
    server: found && {
      type: found.type === null ? null : DataType[found.type],
      typeName: found.typeName,
      scalar: found.scalar,
      access: found.access,
      unit: found.unit,
    },
    value: reading?.value ?? null,
    quality: reading?.quality ?? null,
    status: reading?.status ?? null,
    sourceTime: reading?.sourceTime ?? null,
    moving: moved,
    findings: findings.map(({ severity, code }) => ({ severity, code })),
  };
}
