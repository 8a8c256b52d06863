import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { LabelFormat } from '../../../workflows/label/machine.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, HttpRefusal } from '../http-refusal.ts';
import { issuedFile } from '../issued-file.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { labelQuery } from '../schemas/labels.ts';
import { blindCodeParam } from '../schemas/scalars.ts';
import { stagesOf } from './stage-sight.ts';

const mediaTypes = { pdf: 'application/pdf', zpl: 'application/zpl' } as const satisfies Readonly<
  Record<LabelFormat, string>
>;

/** PDF where the request does not mind. Throws `NOT_ACCEPTABLE`. */
function formatOf(req: Request): LabelFormat {
  const accepts = req.accepts(Object.values(mediaTypes));
  if (accepts === mediaTypes.pdf) return 'pdf';
  if (accepts === mediaTypes.zpl) return 'zpl';
  throw new HttpRefusal(
    {
      code: 'NOT_ACCEPTABLE',
      field: 'Accept',
      message: 'There is no label of a kind the Accept header allows.',
      remedy: 'Send Accept: application/pdf or application/zpl.',
    },
    { headers: { Vary: 'Accept' } },
  );
}

export const labelOperations = ({ labels }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'getLabel',
    method: 'get',
    path: '/api/v1/labels/{code}',
    tag: 'Handling',
    summary: 'The label of a sample, container or bottle of your stage',
    description:
      'PDF, or ZPL for `Accept: application/zpl`. `container` counts the bottles (containers) under the code from 1; 0 is the sample ' +
      'itself. Each answer counts as a print and is kept in the journal, so ask for what is printed.',
    input: { params: blindCodeParam, query: labelQuery },
    reply: issuedFile('The label.', Object.values(mediaTypes)),
    handle: async ({ caller, req, input: { params, query } }) => {
      const format = formatOf(req);
      const { size, dpi: resolution, container } = query;
      const wish = { code: params.code, container, format, size, resolution };
      const bytes = accepted(await labels.print(caller, stagesOf(caller), wish));
      return {
        read: async () => bytes,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        contentType: mediaTypes[format],
        filename: `label-${params.code}.${format}`,
        cacheControl: 'private, no-store',
      };
    },
  }),
];
