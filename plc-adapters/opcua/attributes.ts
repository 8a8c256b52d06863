import { DataType, DataTypeIds } from 'node-opcua-client';
import type { AttributeIds, DataValue, NodeId } from 'node-opcua-client';
import type { WatchingSession } from './session.ts';
import { within } from './time-limit.ts';

/** Items of one request: below what an S7-1500 takes (1000), so that no server has to refuse (BadTooManyOperations). */
const itemsPerRequest = 250;
/** Longest wait for one answer; the library's lowest transaction time-out. */
const answerWithinMs = 5000;

/** Asks in requests of a bearable size, one after the other. Rejects with `PLANT_TOO_SLOW`, naming `what`. */
export async function inRequests<Question, Answer>(
  questions: readonly Question[],
  what: string,
  ask: (questions: Question[]) => Promise<Answer[]>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let start = 0; start < questions.length; start += itemsPerRequest) {
    answers.push(...(await within(ask(questions.slice(start, start + itemsPerRequest)), answerWithinMs, what)));
  }
  return answers;
}

/** The same attributes of many nodes: for each node one value for each attribute, in the order asked. */
export async function readAttributes(
  session: WatchingSession,
  nodeIds: readonly NodeId[],
  attributes: readonly AttributeIds[],
  what = 'Reading attributes',
): Promise<readonly (readonly DataValue[])[]> {
  const items = nodeIds.flatMap((nodeId) => attributes.map((attributeId) => ({ nodeId, attributeId })));
  const values = await inRequests(items, what, (some) => session.read(some));
  return nodeIds.map((_, index) => values.slice(index * attributes.length, (index + 1) * attributes.length));
}

/** The value of an attribute; null when the server does not give it. */
export const goodValue = (dataValue: DataValue | undefined): unknown =>
  dataValue?.statusCode.isGood() ? (dataValue.value.value as unknown) : null;

/** The built-in type a DataType attribute names; null for one of the server's own or a structure. */
export function builtInType(type: NodeId | null): DataType | null {
  if (type?.namespace !== 0 || typeof type.value !== 'number') return null;
  if (type.value === DataTypeIds.UtcTime) return DataType.DateTime;
  return type.value > 0 && type.value <= DataType.DiagnosticInfo ? type.value : null;
}
