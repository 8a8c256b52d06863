import { AttributeIds, DataType } from 'node-opcua-client';
import type { Argument, ClientSession, NodeId } from 'node-opcua-client';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { methodObjectOf } from '../methods/method-map.ts';
import { findMethods } from '../methods/method-nodes.ts';
import { methodSignatures } from '../methods/method-signature.ts';
import type { MethodSignature } from '../methods/method-signature.ts';
import { builtInType, goodValue, readAttributes } from '../opcua/attributes.ts';
import { within } from '../opcua/time-limit.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { UnitCommandName } from '../unit-driver.ts';

/** What a server says of one method the unit's commands need. */
export interface MethodFacts {
  readonly command: UnitCommandName;
  readonly signature: MethodSignature;
  /** Null when the object has no such method. */
  readonly found: FoundMethod | null;
}

export interface FoundMethod {
  /** By this user; null when the server does not tell. */
  readonly executable: boolean | null;
  readonly inputs: readonly FoundArgument[];
}

export interface FoundArgument {
  readonly name: string;
  /** Built-in type, or the node id of another. */
  readonly type: string;
  /** OPC UA's ValueRank: −1 a scalar, 1 a list; Part 3, 5.6.2. */
  readonly rank: number;
}

/** The object whose methods are called, with each method a command of the tag map needs. */
export interface MethodObjectFacts {
  /** `nsu=<uri>;s=<name>` */
  readonly object: string;
  readonly exists: boolean;
  readonly methods: readonly MethodFacts[];
}

/** One method's arguments; two requests. */
const answerWithinMs = 5000;

/** Looks up what every command of the tag map would call. Calls nothing. */
export async function lookUpMethods(session: ClientSession, map: TagMap, unit: UnitId): Promise<MethodObjectFacts> {
  const object = methodObjectOf(map, unit);
  const nodes = await findMethods(session, object).then(
    ({ methods }) => methods,
    (error: unknown) => (isObjectMissing(error) ? null : Promise.reject(error as Error)),
  );
  const methods: MethodFacts[] = [];
  for (const [name, signature] of Object.entries(methodSignatures)) {
    const command = name as UnitCommandName;
    if (!map.commands[command]) continue;
    const node = nodes?.get(signature.method);
    methods.push({ command, signature, found: node ? await readMethod(session, node) : null });
  }
  return { object, exists: nodes !== null, methods };
}

async function readMethod(session: ClientSession, node: NodeId): Promise<FoundMethod> {
  const [answers = []] = await readAttributes(session, [node], [AttributeIds.Executable, AttributeIds.UserExecutable]);
  const rights = answers.map(goodValue).filter((right) => typeof right === 'boolean');
  const { inputArguments } = await within(session.getArgumentDefinition(node), answerWithinMs, 'Reading a method’s arguments');
  return {
    executable: rights.length === 0 ? null : !rights.includes(false),
    inputs: inputArguments.map(toArgument),
  };
}

function toArgument({ name, dataType, valueRank }: Argument): FoundArgument {
  const type = builtInType(dataType);
  return { name: name ?? '', type: type === null ? String(dataType) : DataType[type], rank: valueRank };
}

const isObjectMissing = (error: unknown): boolean =>
  error instanceof RefusedError && error.refusal.code === 'METHOD_OBJECT_MISSING';
