import { z } from 'zod';
import { certificateSchema } from './certificate-json.ts';

/** The JSON Schema (2020-12) of a certificate, as published in `schemas/certificate-1.schema.json`. */
export function certificateJsonSchema(): Record<string, unknown> {
  return {
    $id: 'urn:quaylab:schema:certificate:1',
    title: 'Quaylab certificate, version 1',
    description:
      'The canonical JSON (RFC 8785) of such a document has the SHA-256 digest that is the identity of the certificate.',
    ...z.toJSONSchema(certificateSchema),
  };
}
