import { z } from 'zod';
import { formatCertificateNumber } from '../../workflows/certificate/number.ts';
import { templateIds } from '../../workflows/certificate/templates.ts';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** Who may sign at all; which of them signs a kind is the site's choice. */
const signatoryRoles = ['signatory', 'officer'] as const;

const kind = z.strictObject({
  /** Of the single window where it has one, such as 11 or 22; else two to four capitals or digits. */
  code: z.string().regex(/^[A-Z0-9]{2,4}$/, 'two to four capitals or digits'),
  title: words,
  /** What it is made of and when it can be: docs/certificates.md. */
  template: z.enum(templateIds),
  /** Placeholders: {office} {year} {kind} {serial:n}. */
  numberPattern: z.string().superRefine((pattern, { addIssue }) => {
    const formatted = formatCertificateNumber(pattern, { office: 'X', year: 2026, kind: '11', serial: 1 });
    if (!formatted.ok) addIssue({ code: 'custom', message: formatted.refusal.message });
  }),
  /** Who may sign it, and as what he signs. */
  signatory: z.strictObject({ roles: z.array(z.enum(signatoryRoles)).min(1), title: words }),
});

export type CertificateKind = z.infer<typeof kind>;

/** Kinds of certificates and papers that a site issues; `main` is the one made of every consignment. */
export const certificatesSchema = z
  .strictObject({ main: z.string(), kinds: z.array(kind).min(1) })
  .superRefine(({ main, kinds }, { addIssue }) => {
    const twice = kinds.findIndex(
      ({ code }, index) => kinds.findIndex((other) => other.code === code) < index,
    );
    if (twice >= 0)
      addIssue({
        code: 'custom',
        path: ['kinds', twice, 'code'],
        message: `${kinds[twice]?.code} is the code of another kind`,
      });
    const made = kinds.find(({ code }) => code === main);
    if (made?.template !== 'quality')
      addIssue({ code: 'custom', path: ['main'], message: 'must be the code of a kind of template quality' });
  });
