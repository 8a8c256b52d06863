import { DataType } from 'node-opcua-client';
import type { UnitCheck } from './check-unit.ts';
import type { MethodVerdict } from './method-verdict.ts';
import type { TagVerdict } from './tag-verdict.ts';

/** A check for a program: everything the report says, every tag of the ring included, with stable names. */
export function checkJson({ tags, methods, ...check }: UnitCheck): object {
  return { ...check, tags: tags.map(tagJson), methods: methods?.map(methodJson) ?? null };
}

function methodJson({ facts, findings }: MethodVerdict): object {
  const { command, signature, found } = facts;
  return {
    command,
    method: signature.method,
    exists: found !== null,
    executable: found?.executable ?? null,
    inputs: found?.inputs ?? null,
    findings: findings.map(({ severity, code }) => ({ severity, code })),
  };
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
