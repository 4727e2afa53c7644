import type { Exchange } from '../exchange';
import { CARLA, FILE, SIGNATURE } from '../world';
import { VAGUE, get, send } from './rows';
import { CREATE, DOCUMENT, DOCUMENT_ITEM, ROLES } from './v12Shapes';

const sentTo = (...emails: string[]): object => ({
  objectId: '<id>',
  signurl: emails.map((email) => ({ email, url: `<login:${email}/false>` })),
  message: 'Document sent successfully!',
});

const OPEN = { role: 'Signer', name: '', email: '', phone: '', signer_role: 'signer', widgets: [] };

export const CREATING: Exchange[] = [
  send('an empty body', 'POST', '/createdocument', {}, 400, {
    error: 'Please provide all required parameters.',
  }),
  send('no signature', 'POST', '/createdocument', { ...CREATE, signers: [{ ...CARLA, widgets: [] }] }, 400, {
    error: 'Please add at least one signature widget for all signers',
  }),
  send(
    'approver and viewer',
    'POST',
    '/createdocument',
    { ...CREATE, send_email: false, signers: ROLES },
    200,
    sentTo(CARLA.email, 'v@signers.example'),
  ),
  send(
    'a viewer with widgets',
    'POST',
    '/createdocument',
    { ...CREATE, signers: [{ ...CARLA, signer_role: 'viewer', widgets: [SIGNATURE] }] },
    400,
    VAGUE,
  ),
  send(
    'an address that the server knows in another letter case',
    'POST',
    '/createdocument/{service}',
    { signers: [{ ...CARLA, email: 'Zoe@signers.example' }] },
    200,
    sentTo(),
  ),
  send("another account's template", 'POST', '/createdocument/{foreign}', { signers: [CARLA] }, 404, {
    error: 'Invalid template id!',
  }),
  send(
    'a deleted template',
    'POST',
    '/createdocument/{deleted}',
    { signers: [CARLA], send_email: false },
    200,
    sentTo(CARLA.email),
  ),
  {
    ...get('overrides are honoured', '/documentlist/inprogress?limit=1', 200, {
      result: [
        {
          ...DOCUMENT_ITEM,
          objectId: '<id>',
          title: 'Mine',
          note: 'Please sign',
          sendInOrder: false,
          redirect_url: 'https://x.example',
          template_id: '{service}',
        },
      ],
    }),
    before: [
      [
        'POST',
        '/createdocument/{service}',
        {
          signers: [CARLA],
          title: 'Mine',
          sendInOrder: false,
          enableTour: 'x',
          redirect_url: 'https://x.example',
        },
      ],
    ],
  },
  send('a draft', 'POST', '/draftdocument', { title: 'x', file: FILE }, 200, {
    document_id: '<id>',
    url: '<url>',
  }),
  send(
    'self-signing',
    'POST',
    '/selfsign',
    { title: 'x', file: FILE, signer: { widgets: [SIGNATURE] } },
    200,
    {
      objectId: '<id>',
      url: '<url>',
    },
  ),
  send(
    'a draft with one open role',
    'POST',
    '/draftdocument',
    { title: 'x', file: FILE, signers: [OPEN] },
    200,
    {
      document_id: '<id>',
      url: '<url>',
    },
  ),
  send('a draft without signers', 'POST', '/draftdocument', { title: 'x', file: FILE, signers: [] }, 200, {
    document_id: '<id>',
    url: '<url>',
  }),
  send('self-signing', 'POST', '/selfsign', { title: 'x', file: FILE, signer: [] }, 400, VAGUE),
  send('revoke', 'POST', '/document/{sent}', { reason: 'changed' }, 200, {
    objectId: '{sent}',
    revokedAt: '<date>',
  }),
  {
    ...get('revoked is declined', '/document/{sent}', 200, { ...DOCUMENT, status: 'declined' }),
    before: [['POST', '/document/{sent}', {}]],
  },
  send("revoke another account's", 'POST', '/document/{foreignDocument}', {}, 404, {
    error: 'Document not found!',
  }),
];
