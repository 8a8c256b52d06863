/**
 * What a document can be made of. A section is a part of the content and of the paper: a template that lacks it has neither, and is
 * not asked for it.
 */
export type Section =
  /** To whom, on what legal basis, for what reason, and what is required: what makes a certificate a notice. */
  | 'notice'
  | 'quantity'
  /** Findings of quarantine on site, and the treatment that was carried out. */
  | 'quarantine'
  /** Results and observations, with the codes they were found under. */
  | 'results'
  | 'sampling'
  | 'conformity'
  | 'deviations'
  /** Lines on which the cargo's representative and the sampler sign by hand. */
  | 'representative';

/** How far a consignment must have come. */
type Stage =
  /** Declared: nothing else. */
  | 'declared'
  /** Every unit is sampled, and none is to be sampled again. */
  | 'sampled'
  /** Results are decoded and judged. */
  | 'assessed';

/** What must be so besides. */
type Condition =
  /** A mass is on record. */
  | 'weighed'
  /** A quantity of any unit is on record. */
  | 'measured'
  /** The certificate of results stands, nothing fails, nothing is held, and no treatment is due. */
  | 'passed'
  /** The lot does not conform. */
  | 'failed'
  /** A finding was settled by a treatment, or the advice is to treat. */
  | 'to-be-treated'
  /** Where a finding was settled by a treatment, it is told that it was carried out. */
  | 'treated';

export interface Template {
  /** In the order of the paper. */
  readonly sections: readonly Section[];
  readonly after: Stage;
  readonly condition: Condition | null;
}

/** Kinds of certificates and papers by what they are made of; which kinds a site issues from them is its configuration. */
export const templates = {
  /** 品质证书: the one made of every consignment. */
  quality: {
    sections: ['results', 'sampling', 'conformity', 'deviations'],
    after: 'assessed',
    condition: null,
  },
  weight: { sections: ['quantity'], after: 'declared', condition: 'weighed' },
  quantity: { sections: ['quantity'], after: 'declared', condition: 'measured' },
  /** Phytosanitary and sanitary certificates. */
  quarantine: {
    sections: ['quarantine', 'results', 'sampling', 'conformity', 'deviations'],
    after: 'assessed',
    condition: 'treated',
  },
  /** 入境货物检验检疫证明 */
  'inspection-quarantine': {
    sections: ['quarantine', 'results', 'conformity'],
    after: 'assessed',
    condition: 'passed',
  },
  /** 不合格通知单 */
  nonconformity: {
    sections: ['notice', 'results', 'conformity', 'deviations'],
    after: 'assessed',
    condition: 'failed',
  },
  /** 检验检疫处理通知书 */
  treatment: { sections: ['notice', 'quarantine'], after: 'declared', condition: 'to-be-treated' },
  /** 采样凭单: given to the cargo's representative, who signs it. It tells no code. */
  'sampling-voucher': { sections: ['sampling', 'representative'], after: 'sampled', condition: null },
  /** ISO/IEC 17025:2017 7.8.5 */
  'sampling-report': { sections: ['sampling', 'deviations'], after: 'sampled', condition: null },
  /** ISO/IEC 17025:2017 7.8.3: results without a statement of conformity. */
  'test-report': { sections: ['results', 'sampling', 'deviations'], after: 'assessed', condition: null },
} as const satisfies Readonly<Record<string, Template>>;

export type TemplateId = keyof typeof templates;
export const templateIds = Object.keys(templates) as readonly TemplateId[];

/** The template of this name; that of the certificate of results where a document from outside names none that is known. */
export const templateOf = (id: TemplateId): Template =>
  Object.hasOwn(templates, id) ? templates[id] : templates.quality;

export const hasSection = (id: TemplateId, section: Section): boolean =>
  templateOf(id).sections.includes(section);

/** Whether what the laboratory found goes into it, so that other results make it void. */
export const restsOnResults = (id: TemplateId): boolean => templateOf(id).after === 'assessed';
