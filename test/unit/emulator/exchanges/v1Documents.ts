import type { Exchange } from '../exchange';
import { CARLA, FILE, SIGNATURE } from '../world';
import { VAGUE, get, send } from './rows';
import { DOCUMENT, LISTED, MANAGER_WIDGETS, MIA, NO_ONE } from './v1Shapes';

export const DOCUMENTS: Exchange[] = [
  get('in progress', '/document/{sent}', 200, DOCUMENT),
  get('one of two has signed', '/document/{half}', 200, { ...DOCUMENT, objectId: '{half}' }),
  get('completed', '/document/{completed}', 200, {
    ...DOCUMENT,
    objectId: '{completed}',
    certificate: '<file>',
  }),
  get('declined', '/document/{declined}', 200, { ...DOCUMENT, objectId: '{declined}' }),
  get('expired', '/document/{expired}', 200, { ...DOCUMENT, objectId: '{expired}' }),
  get('draft', '/document/{draft}', 200, {
    ...DOCUMENT,
    objectId: '{draft}',
    title: 'A draft',
    note: '',
    signers: [],
    sendInOrder: false,
  }),
  get('in a folder', '/document/{inFolder}', 200, {
    ...DOCUMENT,
    objectId: '{inFolder}',
    folder: { objectId: '{sub}', name: 'Sub' },
  }),
  ...['unknown', 'archived', 'foreignDocument', 'service'].map((id) =>
    get(`GET of the document ${id}`, `/document/{${id}}`, 404, { error: 'Document not found!' }),
  ),
  get('completed documents', '/documentlist/completed', 200, {
    result: [{ ...LISTED, objectId: '{completed}' }],
  }),
  get('declined documents', '/documentlist/declined?limit=3', 200, {
    result: [{ ...LISTED, objectId: '{declined}' }],
  }),
  get('expired documents', '/documentlist/expired', 200, { result: [{ ...LISTED, objectId: '{expired}' }] }),
  get('documents in progress', '/documentlist/inprogress?limit=2', 200, {
    result: [LISTED, { ...LISTED, objectId: '{half}' }],
  }),
  {
    ...get('a dropped signer leaves the role empty', '/documentlist/inprogress?limit=1', 200, {
      result: [
        {
          ...LISTED,
          objectId: '<id>',
          title: 'Service agreement',
          note: 'Please sign',
          signers: [
            { ...NO_ONE, widgets: [SIGNATURE] },
            { ...MIA, widgets: MANAGER_WIDGETS },
          ],
        },
      ],
    }),
    before: [
      ['POST', '/createdocument/{service}', { signers: [{ role: 'Customer', name: 'B', email: 'bad' }] }],
    ],
  },
  ...['all', 'Completed', 'in-progress'].map((doctype) =>
    get(`the doctype ${doctype}`, `/documentlist/${doctype}`, 404, { error: 'Report not available!' }),
  ),
  get('documents with limit=abc', '/documentlist/draft?limit=abc', 400, VAGUE),
  send('change a completed document', 'PUT', '/document/{completed}', { name: 'x' }, 200, {
    objectId: '{completed}',
    updatedAt: '<date>',
  }),
  send('change an archived document', 'PUT', '/document/{archived}', { name: 'x' }, 404, {
    message: 'Document not found!',
  }),
  send('change a file', 'PUT', '/document/{sent}', { file: FILE }, 400, {
    error: 'Please provide valid field names!',
  }),
  {
    ...get('archive', '/document/{sent}', 200, { objectId: '{sent}', deletedAt: '<date>' }),
    method: 'DELETE',
  },
  send('resend an email', 'POST', '/resendmail', { document_id: '{sent}', email: CARLA.email }, 200, {
    result: 'mail sent successfully.',
  }),
  ...['completed', 'declined', 'expired', 'unknown', 'draft', 'archived'].map((id) =>
    send(`mail again for ${id}`, 'POST', '/resendmail', { document_id: `{${id}}`, email: CARLA.email }, 404, {
      error: 'document not found.',
    }),
  ),
  send(
    'mail again to no signer',
    'POST',
    '/resendmail',
    { document_id: '{sent}', email: 'CARLA@signers.example' },
    404,
    {
      error: 'user not found.',
    },
  ),
  {
    ...send('resend an email, wrong token', 'POST', '/resendmail', {}, 405, { error: 'Invalid API Token.' }),
    ask: { token: 'opensign.EXAMPLE0000000000000000', body: {} },
  },
];
