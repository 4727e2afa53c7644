import type { Exchange } from '../exchange';
import { FILE } from '../world';
import { VAGUE, get, send } from './rows';
import { CREATE, LOCKED, ROLES, TEMPLATE_ITEM } from './v12Shapes';

export const TEMPLATES: Exchange[] = [
  send('draft a template', 'POST', '/drafttemplate', CREATE, 200, { objectId: '<id>', url: '<url>' }),
  send('draft without signers', 'POST', '/drafttemplate', { ...CREATE, signers: undefined }, 400, {
    error: 'Please provide signers!',
  }),
  send('a public template', 'POST', '/publictemplate', CREATE, 200, {
    template_id: '<id>',
    public_url: '<url>',
    message: 'Public template created successfully!',
  }),
  send('no title', 'POST', '/createtemplate', { ...CREATE, title: undefined }, 400, {
    error: 'Please provide all required parameters.',
  }),
  send('an encrypted file', 'POST', '/createtemplate', LOCKED, 400, VAGUE),
  send(
    'an encrypted file, wrong password',
    'POST',
    '/createtemplate',
    { ...LOCKED, file_password: 'x' },
    400,
    VAGUE,
  ),
  send(
    'an encrypted file, right password',
    'POST',
    '/createtemplate',
    { ...LOCKED, file_password: 'pass' },
    200,
    {
      objectId: '<id>',
      message: 'Template created successfully!',
    },
  ),
  send('a viewer without widgets', 'POST', '/createtemplate', { ...CREATE, signers: ROLES }, 200, {
    objectId: '<id>',
    message: 'Template created successfully!',
  }),
  {
    ...get('order is honoured', '/templatelist?limit=1', 200, {
      result: [{ ...TEMPLATE_ITEM, objectId: '<id>', title: 'NDA', note: '', sendInOrder: false }],
    }),
    before: [['POST', '/createtemplate', { ...CREATE, sendInOrder: false }]],
  },
  send(
    'replace the file',
    'PUT',
    '/template/{service}',
    { file: FILE, redirect_url: 'https://x.example', cc: [] },
    200,
    {
      objectId: '{service}',
      updatedAt: '<date>',
    },
  ),
  send('replace with a locked file', 'PUT', '/template/{service}', { file: LOCKED.file }, 400, VAGUE),
  send('title is an unknown field', 'PUT', '/template/{service}', { title: 'x' }, 400, {
    error: 'Please provide valid field names!',
  }),
];
