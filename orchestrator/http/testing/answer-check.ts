import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ApiDocument, Found } from './api-document.ts';
import { resolved } from './api-document.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

const documentId = 'https://document.example/openapi.json';

/** What an answer breaks of what the document promises; empty when it keeps all. */
export type AnswerCheck = (found: Found, method: string, answer: Answer) => readonly string[];

/** Checks answers against the document with a validator that is not ours. */
export function createAnswerCheck(document: ApiDocument): AnswerCheck {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: documentId, ...document });
  const schemaFaults = (pointer: readonly string[], value: unknown): readonly string[] => {
    const $ref = `${documentId}#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
    const validate = ajv.getSchema($ref) ?? ajv.compile({ $ref });
    return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }; // prettier-ignore

  return ({ path, method, operation }, sent, { status, headers, body }) => {
    const promised = operation.responses[status];
    if (promised === undefined) return [`status ${status} is not documented`];
    if (status === 500) return ['something went wrong on our side'];
    const response = resolved(document, promised);
    const missing = Object.keys(response.headers ?? {}).filter(
      (name) => headers[name.toLowerCase()] === undefined,
    );
    const faults = missing.map((name) => `header ${name} is missing`);
    if (sent === 'HEAD' || status === 304) return [...faults, ...(body.length > 0 ? ['it has a body'] : [])];

    const [type = ''] = String(headers['content-type'] ?? '').split(';');
    const media = response.content?.[type];
    if (media === undefined) return [...faults, `a body of type "${type}" is not documented for ${status}`];
    const text = body.toString();
    if (/\bat .+[/\\][\w.-]+\.[cm]?[jt]s:\d+/.test(text)) faults.push('it shows a stack');
    if (status === 206 || !/\bjson$/.test(type)) return faults;

    const value: unknown = JSON.parse(text);
    const pointer =
      '$ref' in promised
        ? promised.$ref.slice(2).split('/')
        : ['paths', path, method, 'responses', String(status)];
    faults.push(...schemaFaults([...pointer, 'content', type, 'schema'], value));
    if (type === 'application/problem+json') faults.push(...problemFaults(status, value));
    return faults;
  };
}

function problemFaults(status: number, value: unknown): string[] {
  const { code, status: told, remedy } = value as Readonly<Record<string, unknown>>;
  return [
    ...(/^[A-Z][A-Z0-9_]+$/.test(String(code)) ? [] : [`"${String(code)}" is no code`]),
    ...(told === status ? [] : [`the problem tells status ${String(told)}`]),
    ...(String(remedy).length > 5 ? [] : ['there is no remedy']),
  ];
}
