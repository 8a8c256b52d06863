import { evidenceTypes } from '../../../workflows/evidence/machine.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { issuedFile } from '../issued-file.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { bodyBytes } from '../read-input.ts';
import { json } from '../reply.ts';
import { evidenceParam, storedEvidence } from '../schemas/handling.ts';

const tag = 'Handling';
/** Bytes. A photo of a camera has 3 to 8 MB; a scan of a few pages has less. */
const largestEvidence = 10 * 1024 * 1024;
const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' } as const;

export const evidenceOperations = ({ evidence }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'storeEvidence',
    method: 'post',
    path: '/api/v1/evidence',
    tag,
    summary: 'Store a photo or scan, to be named by a step',
    description:
      'What a file is, its content says. Of a picture everything but the picture is left out (Exif, place, time, comments), so the ' +
      'digest in the answer is not that of the file that was sent. A PDF is kept as it is.',
    bytes: { mediaTypes: evidenceTypes, limit: largestEvidence },
    input: {},
    reply: json(storedEvidence, 'What is kept.', 201),
    handle: async ({ caller, req }) => accepted(await evidence.store(caller, bodyBytes(req, evidenceTypes))),
  }),
  operatorOperation({
    id: 'getEvidence',
    method: 'get',
    path: '/api/v1/evidence/{sha256}',
    tag,
    summary: 'A photo or scan',
    input: { params: evidenceParam },
    reply: issuedFile('The file.', evidenceTypes),
    handle: async ({
      input: {
        params: { sha256 },
      },
    }) => {
      const { bytes, mediaType } = found(await evidence.find(sha256), 'evidence', sha256);
      // Opened from here, a PDF could run its scripts in our name.
      const filename = `${sha256}.${extensions[mediaType]}`;
      return { read: async () => bytes, sha256, contentType: mediaType, filename, cacheControl: 'private, no-cache' };
    },
  }),
];
