import type { Template, Widget } from '../api/template';
import type { JsonObject } from '../api/values';
import { pdfContent, Placeholder } from './literal';
import { tabStop } from './codeText';

/** What the code does with the response. */
export type Answer =
  /** Prints the ID and title of each template. */
  | { readonly kind: 'templates' }
  /** Prints one field. Others may be secrets. */
  | { readonly kind: 'field'; readonly name: 'objectId' | 'document_id' | 'status' }
  /** Downloads the PDF that the field `file` links to, without the token. */
  | { readonly kind: 'file'; readonly saveAs: Placeholder };

/** A request of the API, in no language yet. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /**
   * A path below the base URL, which the code then reads from an environment variable, or a complete URL. A path holds
   * IDs and tab stops only, so it needs no escaping.
   */
  readonly url: string;
  /** May hold {@link Placeholder}s, and {@link pdfContent} where `pdf` is set. */
  readonly body?: JsonObject;
  /** The path of the PDF. */
  readonly pdf?: Placeholder;
  readonly answer: Answer;
}

/** The environment variables that generated code reads. */
export interface Variables {
  readonly baseUrl: string;
  readonly token: string;
  /** The key that webhooks are signed with. */
  readonly webhookKey: string;
}

/** Code for one task. */
export interface Piece {
  /** Lines for the top of the file. */
  readonly imports: readonly string[];
  readonly code: string;
}

/** Writes requests in one language: indented by tabs, without a line break at the end. */
export interface Writer {
  /** Starts a comment that ends with its line. */
  readonly comment: '//' | '#';
  /** Imports are allowed in the middle of a file. */
  readonly importsAnywhere: boolean;
  /** Goes before a request in a file that isn't empty. */
  readonly separator?: string;
  readonly writeRequest: (request: ApiRequest, variables: Variables) => Piece;
  /** Absent in languages that don't receive webhooks. */
  readonly writeWebhookCheck?: (variables: Variables) => Piece;
}

/** Asks for the largest page, which is 500. Source: api.md 4.4. */
export function listTemplates(): ApiRequest {
  return { method: 'GET', url: '/templatelist?limit=500&skip=0', answer: { kind: 'templates' } };
}

/**
 * Creates a document from `template` and sends it. Names a signer for every role, also for those that have one in the
 * template, because the response shows only these. Source: api.md 4.8.
 */
export function createFromTemplate({ id, title, roles }: Template): ApiRequest {
  return {
    method: 'POST',
    url: `/createdocument/${id}`,
    body: {
      title,
      send_email: true,
      signers: roles.map(({ role, name, email, signerRole, widgets = [] }, index) => {
        const fields = widgets.filter(takesDefault);
        return {
          role,
          name: new Placeholder(name ?? `Signer ${index + 1}`),
          email: new Placeholder(email ?? `signer${index + 1}@example.com`),
          signer_role: signerRole,
          widgets:
            fields.length === 0
              ? undefined
              : fields.map((field) => ({ name: field.name, default: new Placeholder('') })),
        };
      }),
    },
    answer: { kind: 'field', name: 'objectId' },
  };
}

/** Types that the signer draws or chooses, and checkboxes, which take a list. Source: api.md 4.8, 5.5. */
const typesWithoutDefault: ReadonlySet<string> = new Set([
  'signature',
  'stamp',
  'initials',
  'image',
  'attachments',
  'checkbox',
]);

function takesDefault({ name, type }: Widget): boolean {
  return name !== undefined && !typesWithoutDefault.has(type);
}

/** Creates a draft document with one open role: the server rejects drafts without roles. Source: api.md 12. */
export function draftDocument(): ApiRequest {
  return draft('/draftdocument', 'Signer', 'document_id');
}

/** Creates a draft template with one open role: the server rejects templates without roles. Source: api.md 4.15. */
export function draftTemplate(): ApiRequest {
  return draft('/drafttemplate', new Placeholder('Signer'), 'objectId');
}

function draft(url: string, role: string | Placeholder, name: 'document_id' | 'objectId'): ApiRequest {
  const signer = { role, name: '', email: '', phone: '', signer_role: 'signer', widgets: [] };
  return {
    method: 'POST',
    url,
    body: { title: new Placeholder('Title'), signers: [signer], file: pdfContent },
    pdf: new Placeholder('document.pdf'),
    answer: { kind: 'field', name },
  };
}

/** Gets the status of a document, whose ID the user fills in when it is absent. */
export function documentState(id?: string): ApiRequest {
  return { method: 'GET', url: documentPath(id), answer: { kind: 'field', name: 'status' } };
}

/** Downloads the PDF of a document with everything signed so far. */
export function downloadPdf(id?: string): ApiRequest {
  const answer = { kind: 'file', saveAs: new Placeholder('signed.pdf') } as const;
  return { method: 'GET', url: documentPath(id), answer };
}

function documentPath(id = 'DOCUMENT_ID'): string {
  return `/document/${tabStop(id)}`;
}

/** Gets a template or document. */
export function readObject(kind: 'template' | 'document', id: string): ApiRequest {
  return { method: 'GET', url: `/${kind}/${id}`, answer: { kind: 'field', name: 'objectId' } };
}
