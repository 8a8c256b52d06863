import type { Bilingual } from '../kernel/bilingual.ts';
import type { NoticeDetails, Treatment } from './content.ts';
import type { TemplateId } from './templates.ts';

/** A kind of certificate as the site configures it. */
export interface DocumentKind {
  readonly code: string;
  readonly title: Bilingual;
  readonly template: TemplateId;
  /** See `formatCertificateNumber`. */
  readonly numberPattern: string;
}

/** What a person asks for beside the certificate of results. */
export interface DocumentRequest {
  readonly kind: DocumentKind;
  readonly remark: string | null;
  /** Id of the measurement it certifies; null for the newest that fits. */
  readonly measurement: string | null;
  readonly notice: NoticeDetails | null;
  readonly treatment: Treatment | null;
  /** Number of the one of this kind whose place it takes, and why. */
  readonly replaces: { readonly number: string; readonly reason: string } | null;
}
