import type { Exchange } from '../exchange';
import { ALL_WIDGETS, CARLA, FILE, SIGNATURE } from '../world';
import { VAGUE, get, send } from './rows';
import { CREATE, NO_ONE, TEMPLATE } from './v1Shapes';

/** An approver keeps its widgets and a viewer has none. The API returns the kind of neither. */
const APPROVER = { role: 'Legal', signer_role: 'approver', widgets: [{ ...SIGNATURE, type: 'stamp' }] };
const VIEWER = { role: 'Archive', signer_role: 'viewer', widgets: [] };
const UNNAMED = ({ role, widgets = [] }: { role: string; widgets?: readonly object[] }): object => ({
  role,
  name: '',
  email: '',
  phone: '',
  widgets,
});

export const TEMPLATES: Exchange[] = [
  get('a template', '/template/{service}', 200, TEMPLATE),
  get('a path in capitals with a slash', '/TEMPLATE/{service}/', 200, TEMPLATE),
  get('all widget types', '/template/{all}', 200, {
    ...TEMPLATE,
    objectId: '{all}',
    title: 'All widgets',
    note: '',
    signers: [
      {
        ...NO_ONE,
        widgets: ALL_WIDGETS.map(({ type, page, x, y, w, h }) => ({
          type: type === 'textbox' ? 'text input' : type,
          page,
          x,
          y,
          w,
          h,
        })),
      },
    ],
  }),
  get('an unknown template', '/template/{unknown}', 404, { error: 'Template not found!' }),
  get("another account's template", '/template/{foreign}', 404, { error: 'Template not found!' }),
  get('a deleted template', '/template/{deleted}', 404, { error: 'Template not found!' }),
  get('an ID with a NUL', '/template/%00', 400, VAGUE),
  get('a list item', '/templatelist?limit=1&skip=3', 200, { result: [{ ...TEMPLATE, sendInOrder: false }] }),
  get('past the end', '/templatelist?skip=138', 200, { result: [] }),
  get('a limit of 0', '/templatelist?limit=0', 200, { result: [] }),
  ...['limit=abc', 'limit=-1', 'limit=1&limit=2', 'skip=-1', 'skip=x'].map((query) =>
    get(`templates with ${query}`, `/templatelist?${query}`, 400, VAGUE),
  ),
  send('create a template', 'POST', '/createtemplate', CREATE, 200, {
    objectId: '<id>',
    message: 'Template created successfully!',
  }),
  {
    ...send('a body that isn’t JSON', 'POST', '/createtemplate', '', 400, {
      error: 'Please provide signers!',
    }),
    ask: { body: JSON.stringify(CREATE), headers: { 'content-type': 'text/plain' } },
  },
  send('no signers', 'POST', '/createtemplate', { ...CREATE, signers: [] }, 400, {
    error: 'Please provide signers!',
  }),
  send(
    'a signer without widgets',
    'POST',
    '/createtemplate',
    { ...CREATE, signers: [{ role: 'C' }] },
    400,
    VAGUE,
  ),
  ...(
    [
      ['roles without a signature widget', [APPROVER, VIEWER], [UNNAMED(APPROVER), UNNAMED(VIEWER)]],
      ['a bad address with a name', [APPROVER, { ...CARLA, email: 'bad', widgets: [] }], [UNNAMED(APPROVER)]],
      [
        'an address in another letter case',
        [APPROVER, { ...CARLA, email: 'Carla@Signers.example', widgets: [] }],
        [UNNAMED(APPROVER)],
      ],
      ['a bad address without a name', [{ role: 'A', email: 'bad', widgets: [] }], [UNNAMED({ role: 'A' })]],
    ] as const
  ).map(([name, signers, shown]): Exchange => ({
    ...get(`created with ${name}`, '/templatelist?limit=1', 200, {
      result: [{ ...TEMPLATE, objectId: '<id>', note: '', sendInOrder: false, signers: shown }],
    }),
    before: [['POST', '/createtemplate', { ...CREATE, signers }]],
  })),
  ...['.hidden', '...'].map((title) =>
    send(`the title ${title}`, 'POST', '/createtemplate', { ...CREATE, title }, 200, {
      objectId: '<id>',
      message: 'Template created successfully!',
    }),
  ),
  send('no file', 'POST', '/createtemplate', { ...CREATE, file: '' }, 400, VAGUE),
  send('an empty title', 'POST', '/createtemplate', { ...CREATE, title: '' }, 400, VAGUE),
  send('a title that is a number', 'POST', '/createtemplate', { ...CREATE, title: 7 }, 400, VAGUE),
  send('a title in another script', 'POST', '/createtemplate', { ...CREATE, title: '契約書' }, 400, VAGUE),
  send('a long title', 'POST', '/createtemplate', { ...CREATE, title: 'x'.repeat(125) }, 400, VAGUE),
  send('change a template', 'PUT', '/template/{service}', { name: 'v2', note: 'n2', enableOTP: false }, 200, {
    objectId: '{service}',
    updatedAt: '<date>',
  }),
  ...[{ title: 'x' }, {}, { name: 'x', signers: [] }, { name: 'x', redirect_url: 'y' }].map((body) =>
    send(`change ${JSON.stringify(body)}`, 'PUT', '/template/{service}', body, 400, {
      error: 'Please provide valid field names!',
    }),
  ),
  send('replace the PDF on an old server', 'PUT', '/template/{service}', { file: FILE }, 400, {
    error: 'Please provide valid field names!',
  }),
  send('change with a wrong type', 'PUT', '/template/{service}', { name: 5 }, 400, VAGUE),
  send('change a deleted template', 'PUT', '/template/{deleted}', { name: 'x' }, 404, {
    message: 'Template not found!',
  }),
  send('change an unknown template', 'PUT', '/template/{unknown}', { name: 'x' }, 404, {
    error: 'Template not found!',
  }),
  {
    ...get('an empty note clears nothing', '/template/{service}', 200, TEMPLATE),
    before: [['PUT', '/template/{service}', { note: '' }]],
  },
  {
    ...get('delete', '/template/{service}', 200, { objectId: '{service}', deletedAt: '<date>' }),
    method: 'DELETE',
  },
  { ...get('delete twice', '/template/{deleted}', 404, { error: 'Template not found!' }), method: 'DELETE' },
];
