import type { Exchange } from '../exchange';
import { CARLA, FILE, OTHER_TOKEN, SIGNATURE } from '../world';
import { SENT, VAGUE, get, send } from './rows';
import { CARLA_AND_MIA, LISTED, MIA } from './v1Shapes';

const FROM_SERVICE = { signers: [CARLA], send_email: false };

const OFFER = {
  title: 'Offer letter',
  note: 'Please sign',
  file: FILE,
  signers: [
    { role: 'Candidate', name: 'Cem', email: 'cem@signers.example', phone: '5553000', widgets: [SIGNATURE] },
  ],
  send_email: false,
  timeToCompleteDays: 7,
};

const OPEN = { role: 'Signer', name: '', email: '', phone: '', signer_role: 'signer', widgets: [] };

export const CREATING: Exchange[] = [
  send('from a template', 'POST', '/createdocument/{service}', FROM_SERVICE, 200, {
    objectId: '<id>',
    signurl: [{ email: CARLA.email, url: `<login:${CARLA.email}>` }],
    message: SENT,
  }),
  send(
    'a signer with an invalid email is dropped',
    'POST',
    '/createdocument/{service}',
    { signers: [{ role: 'Customer', name: 'Bad', email: 'not-an-email' }] },
    200,
    { objectId: '<id>', signurl: [], message: SENT },
  ),
  {
    ...send(
      'an address that another account knows in another letter case',
      'POST',
      '/createdocument/{service}',
      { signers: [{ ...CARLA, email: 'Li@Example.com' }] },
      200,
      { objectId: '<id>', signurl: [], message: SENT },
    ),
    before: [['POST', '/createcontact', { email: 'li@example.com' }, OTHER_TOKEN]],
  },
  {
    ...send(
      'the lower-case form of an address that was first stored in mixed case',
      'POST',
      '/createdocument',
      { ...OFFER, signers: [{ ...OFFER.signers[0], email: 'li@example.com' }] },
      200,
      { objectId: '<id>', signurl: [], message: SENT },
    ),
    before: [['POST', '/createcontact', { email: 'Li@Example.com' }, OTHER_TOKEN]],
  },
  {
    ...send(
      'the same spelling as in another account',
      'POST',
      '/createdocument/{service}',
      { signers: [{ ...CARLA, email: 'Li@Example.com' }] },
      200,
      {
        objectId: '<id>',
        signurl: [{ email: 'Li@Example.com', url: '<login:Li@Example.com>' }],
        message: SENT,
      },
    ),
    before: [['POST', '/createcontact', { email: 'Li@Example.com' }, OTHER_TOKEN]],
  },
  ...['a@b', ' spaced@signers.example'].map((email) =>
    send(
      `the address "${email}"`,
      'POST',
      '/createdocument/{service}',
      { signers: [{ ...CARLA, email }] },
      200,
      {
        objectId: '<id>',
        signurl: [{ email, url: `<login:${email}>` }],
        message: SENT,
      },
    ),
  ),
  send(
    'two roles of one name',
    'POST',
    '/createdocument/{twins}',
    { signers: [CARLA, { ...CARLA, email: 'second@signers.example' }] },
    200,
    {
      objectId: '<id>',
      signurl: [CARLA.email, 'second@signers.example'].map((email) => ({ email, url: `<login:${email}>` })),
      message: SENT,
    },
  ),
  send(
    'two signers of one role from a file',
    'POST',
    '/createdocument',
    {
      ...OFFER,
      signers: ['one', 'two'].map((name) => ({ ...OFFER.signers[0], email: `${name}@x.example` })),
    },
    200,
    {
      objectId: '<id>',
      signurl: ['one', 'two'].map((name) => ({
        email: `${name}@x.example`,
        url: `<login:${name}@x.example>`,
      })),
      message: SENT,
    },
  ),
  {
    ...get('a role without a name stays empty', '/documentlist/inprogress?limit=1', 200, {
      result: [
        {
          ...LISTED,
          objectId: '<id>',
          title: 'Nameless',
          note: '',
          signers: [{ name: '', email: '', phone: '', widgets: [SIGNATURE] }],
        },
      ],
    }),
    before: [['POST', '/createdocument/{nameless}', { signers: [{ name: 'Carla', email: CARLA.email }] }]],
  },
  {
    ...get('a bad address leaves a pre-assigned role as it was', '/documentlist/inprogress?limit=1', 200, {
      result: [
        {
          ...LISTED,
          objectId: '<id>',
          title: 'Service agreement',
          note: 'Please sign',
          signers: CARLA_AND_MIA,
        },
      ],
    }),
    before: [['POST', '/createdocument/{service}', { signers: [CARLA, { ...MIA, email: 'bad' }] }]],
  },
  send('a draft without signers', 'POST', '/draftdocument', { title: 'x', file: FILE }, 400, {
    error: 'Please provide signers!',
  }),
  send(
    'a draft with one open role',
    'POST',
    '/draftdocument',
    { title: 'x', file: FILE, signers: [OPEN] },
    200,
    {
      objectId: '<id>',
      url: '<url>',
    },
  ),
  send('all assigned', 'POST', '/createdocument/{assigned}', { signers: [] }, 200, {
    objectId: '<id>',
    signurl: [],
    message: SENT,
  }),
  ...(
    [
      ['a role in other letters', [{ ...CARLA, role: 'customer' }]],
      ['a strange role', [{ ...CARLA, role: 'Stranger' }]],
      ['too many signers', [CARLA, MIA, { ...CARLA, role: 'Third' }]],
      ['no signer for an unassigned role', []],
    ] as const
  ).map(([name, signers]) =>
    send(name, 'POST', '/createdocument/{service}', { signers }, 400, {
      error: 'Please provide signers properly!',
    }),
  ),
  send('missing signers', 'POST', '/createdocument/{service}', { send_email: false }, 400, VAGUE),
  send('no signature widget', 'POST', '/createdocument/{unsigned}', FROM_SERVICE, 400, {
    error: 'Please add at least one signature widget for all signers',
  }),
  send('an unknown template', 'POST', '/createdocument/{unknown}', FROM_SERVICE, 404, {
    error: 'Invalid template id!',
  }),
  send(
    'send_email as text',
    'POST',
    '/createdocument/{service}',
    { ...FROM_SERVICE, send_email: 'no' },
    400,
    VAGUE,
  ),
  send(
    'days as text',
    'POST',
    '/createdocument/{service}',
    { ...FROM_SERVICE, timeToCompleteDays: '7' },
    400,
    VAGUE,
  ),
  ...['{deleted}', '{foreign}'].map((id) =>
    send(`from the template ${id}`, 'POST', `/createdocument/${id}`, FROM_SERVICE, 200, {
      objectId: '<id>',
      signurl: [{ email: CARLA.email, url: `<login:${CARLA.email}>` }],
      message: SENT,
    }),
  ),
  send('from a file', 'POST', '/createdocument', OFFER, 200, {
    objectId: '<id>',
    signurl: [{ email: 'cem@signers.example', url: '<login:cem@signers.example>' }],
    message: SENT,
  }),
  send('an empty body', 'POST', '/createdocument', {}, 400, { error: 'Please provide signers!' }),
  send('no file', 'POST', '/createdocument', { ...OFFER, file: undefined }, 400, VAGUE),
  send(
    'a stamp only',
    'POST',
    '/createdocument',
    { ...OFFER, signers: [{ ...CARLA, widgets: [{ ...SIGNATURE, type: 'stamp' }] }] },
    400,
    {
      error: 'Please add at least one signature widget for all signers',
    },
  ),
];
