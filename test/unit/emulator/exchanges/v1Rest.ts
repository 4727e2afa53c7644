import type { Exchange } from '../exchange';
import { OTHER_TOKEN, STRANGER_TOKEN } from '../world';
import { DATES, VAGUE, get, send } from './rows';

export const REST: Exchange[] = [
  send(
    'a contact',
    'POST',
    '/createcontact',
    { name: 'Yan', email: 'yan@signers.example', phone: '1' },
    200,
    {
      objectId: '<id>',
      name: 'Yan',
      email: 'yan@signers.example',
      phone: '1',
      ...DATES,
    },
  ),
  send('a contact with an empty name', 'POST', '/createcontact', { name: '', email: 'a@b' }, 200, {
    objectId: '<id>',
    name: '',
    email: 'a@b',
    phone: '',
    ...DATES,
  }),
  {
    ...send('a contact without a profile', 'POST', '/createcontact', {}, 200, {
      objectId: '<id>',
      email: 'yan@signers.example',
      phone: '',
      ...DATES,
    }),
    ask: { token: STRANGER_TOKEN, body: { email: 'yan@signers.example' } },
  },
  {
    ...send(
      'a deleted contact in another letter case',
      'POST',
      '/createcontact',
      { email: 'Zoe@signers.example' },
      400,
      VAGUE,
    ),
    before: [['DELETE', '/contact/{zoe}']],
  },
  send(
    "an account's address in another letter case",
    'POST',
    '/createcontact',
    { email: 'BO@opensign.example' },
    400,
    VAGUE,
  ),
  send('a contact again', 'POST', '/createcontact', { name: 'Z', email: 'zoe@signers.example' }, 401, {
    error: 'Contact already exists!',
    objectId: '{zoe}',
  }),
  ...[{}, { email: 'nothing' }, { email: 'a@b.example', phone: 5 }, { email: 'ZOE@signers.example' }].map(
    (body) => send(`the contact ${JSON.stringify(body)}`, 'POST', '/createcontact', body, 400, VAGUE),
  ),
  get('contacts', '/contactlist?limit=2', 200, {
    result: [
      { objectId: '{noname}', email: 'noname@signers.example', phone: '', ...DATES },
      { objectId: '{zoe}', name: 'Zoe', email: 'zoe@signers.example', phone: '5559000', ...DATES },
    ],
  }),
  get('contacts with skip=-1', '/contactlist?skip=-1', 400, VAGUE),
  {
    ...get('delete a contact', '/contact/{zoe}', 200, { objectId: '{zoe}', deletedAt: '<date>' }),
    method: 'DELETE',
  },
  {
    ...get('a deleted contact', '/contact/{zoe}', 404, { error: 'Contact not found!' }),
    before: [['DELETE', '/contact/{zoe}']],
  },
  get('no webhook', '/webhook', 200, {}),
  send('a webhook', 'POST', '/webhook', { url: 'any text' }, 200, {
    result: 'Webhook updated successfully!',
  }),
  send('no webhook given', 'POST', '/webhook', {}, 200, { result: 'Webhook updated successfully!' }),
  {
    ...get('a webhook cleared by an empty URL', '/webhook', 200, {}),
    before: [
      ['POST', '/webhook', { url: 'https://hooks.example/x' }],
      ['POST', '/webhook', { url: '' }],
    ],
  },
  send('a webhook that is a number', 'POST', '/webhook', { url: 7 }, 400, VAGUE),
  {
    ...send('the same webhook', 'POST', '/webhook', { url: 'https://hooks.example/x' }, 401, {
      error: 'Webhook url already exists!',
    }),
    before: [['POST', '/webhook', { url: 'https://hooks.example/x' }]],
  },
  {
    ...get('delete no webhook', '/webhook', 200, { result: 'Webhook deleted successfully!' }),
    method: 'DELETE',
  },
  get('root folders', '/folderlist', 200, {
    result: [
      { objectId: '{folder}', folderName: 'Contracts', parentFolderId: '', parentFolderName: '', ...DATES },
    ],
  }),
  get('folders inside', '/folderlist?parentFolderId={folder}', 200, {
    result: [
      {
        objectId: '{sub}',
        folderName: 'Sub',
        parentFolderId: '{folder}',
        parentFolderName: 'Contracts',
        ...DATES,
      },
    ],
  }),
  send('a folder without a name', 'POST', '/createfolder', {}, 200, {
    objectId: '<id>',
    parentFolderId: '',
    ...DATES,
  }),
  send('rename without a name', 'PUT', '/folder/{folder}', {}, 200, {
    objectId: '{folder}',
    updatedAt: '<date>',
  }),
  get("a document's id", '/folder/{sent}', 404, { error: 'folder not found.' }),
  {
    ...get('delete a folder with folders', '/folder/{folder}', 400, {
      error: 'folder is not empty, contains document or folder.',
    }),
    method: 'DELETE',
  },
  {
    ...get('delete a folder with documents', '/folder/{sub}', 200, {
      objectId: '{sub}',
      deletedAt: '<date>',
    }),
    method: 'DELETE',
  },
  {
    ...get('delete a folder twice', '/folder/{sub}', 404, { error: 'folder not found.' }),
    method: 'DELETE',
    before: [['DELETE', '/folder/{sub}']],
  },
  { ...get('delete an unknown folder', '/folder/{unknown}', 400, VAGUE), method: 'DELETE' },
  {
    ...get('a document deleted as a folder', '/document/{foreignDocument}', 404, {
      error: 'Document not found!',
    }),
    ask: { token: OTHER_TOKEN },
    before: [['DELETE', '/folder/{foreignDocument}']],
  },
];
