import type { Template, Widget } from '../api/template';
import { Stop } from './code';
import { pdfContent, type Fields } from './literal';

/** What can be inserted. */
export const taskKinds = [
  'listTemplates',
  'createFromTemplate',
  'draftDocument',
  'draftTemplate',
  'documentState',
  'downloadPdf',
  'verifyWebhook',
] as const;

export type TaskKind = (typeof taskKinds)[number];

/** What a request answers, and so what the code does with it. */
export type Answer =
  /** The templates of the account: their ids and titles are printed. */
  | { readonly kind: 'templates' }
  /** An object of which one field is printed. Others of it may be secrets. */
  | { readonly kind: 'field'; readonly name: 'objectId' | 'document_id' | 'status' }
  /** An object whose `file` is a link to a PDF, which is fetched without the token and saved. */
  | { readonly kind: 'file'; readonly saveAs: Stop };

/** A request of the API, whatever the language it is written in. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** Below the base URL, with a slash in front. Nothing in it needs to be escaped anywhere. */
  readonly path: readonly (string | Stop)[];
  /** Where it holds {@link pdfContent}, `pdf` is set. */
  readonly body?: Fields;
  /** The path of the PDF that goes along. */
  readonly pdf?: Stop;
  readonly answer: Answer;
}

/** Largest page that is asked for. The server gives 500 at most. Source: api.md 4.4. */
const pageSize = 500;

export function listTemplates(): ApiRequest {
  return {
    method: 'GET',
    path: [`/templatelist?limit=${String(pageSize)}&skip=0`],
    answer: { kind: 'templates' },
  };
}

/**
 * Creates a document from `template` and sends it: every role has a signer, those too that the template has one for,
 * since only who is named shows up in the answer. Source: api.md 4.8.
 */
export function createFromTemplate(template: Template): ApiRequest {
  return {
    method: 'POST',
    path: [`/createdocument/${template.id}`],
    body: {
      ...(template.title === undefined ? {} : { title: template.title }),
      send_email: true,
      signers: template.roles.map(({ role, name, email, signerRole, widgets = [] }, index) => {
        const fields = widgets.filter(takesDefault);
        return {
          // Compared to the letter, case included.
          ...(role === undefined ? {} : { role }),
          name: new Stop(name ?? `Signer ${index + 1}`),
          email: new Stop(email ?? `signer${index + 1}@example.com`),
          ...(signerRole === undefined ? {} : { signer_role: signerRole }),
          ...(fields.length === 0
            ? {}
            : { widgets: fields.map((field) => ({ name: field.name, default: new Stop('') })) }),
        };
      }),
    },
    answer: { kind: 'field', name: 'objectId' },
  };
}

/** Types that are drawn or chosen by the signer, and checkboxes, which take a list. Source: api.md 4.8, 5.5. */
const withoutDefault: ReadonlySet<string> = new Set([
  'signature',
  'stamp',
  'initials',
  'image',
  'attachments',
  'checkbox',
]);

function takesDefault(widget: Widget): widget is Widget & { readonly name: string } {
  return widget.name !== undefined && !withoutDefault.has(widget.type);
}

/**
 * A document of a PDF with one open role: signers are added in the browser, and it is sent from there. Servers reject
 * one without any role. Source: api.md 12.
 */
export function draftDocument(): ApiRequest {
  return {
    method: 'POST',
    path: ['/draftdocument'],
    body: { title: new Stop('Title'), signers: [openRole('Signer')], file: pdfContent },
    pdf: new Stop('document.pdf'),
    answer: { kind: 'field', name: 'document_id' },
  };
}

/** A template of a PDF with one open role. The server refuses one without roles. Source: api.md 4.15. */
export function draftTemplate(): ApiRequest {
  return {
    method: 'POST',
    path: ['/drafttemplate'],
    body: {
      title: new Stop('Title'),
      signers: [openRole(new Stop('Signer'))],
      file: pdfContent,
    },
    pdf: new Stop('document.pdf'),
    answer: { kind: 'field', name: 'objectId' },
  };
}

function openRole(role: Stop | string) {
  return { role, name: '', email: '', phone: '', signer_role: 'signer', widgets: [] };
}

/** Stands where the id of a document goes. */
const anyDocument = 'DOCUMENT_ID';

/** The state of a document, one to be filled in where there is no `id`. */
export function documentState(id: string = anyDocument): ApiRequest {
  return {
    method: 'GET',
    path: ['/document/', new Stop(id)],
    answer: { kind: 'field', name: 'status' },
  };
}

/** Saves the PDF of a document with what has been signed so far. */
export function downloadPdf(id: string = anyDocument): ApiRequest {
  return {
    method: 'GET',
    path: ['/document/', new Stop(id)],
    answer: { kind: 'file', saveAs: new Stop('signed.pdf') },
  };
}

/** A template or document as it is. */
export function readObject(kind: 'template' | 'document', id: string): ApiRequest {
  return { method: 'GET', path: [`/${kind}/${id}`], answer: { kind: 'field', name: 'objectId' } };
}
