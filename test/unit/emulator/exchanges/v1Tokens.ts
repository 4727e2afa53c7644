import type { Exchange } from '../exchange';
import { STRANGER_TOKEN } from '../world';
import { DATES, VAGUE, get, send } from './rows';
import { CREATE } from './v1Shapes';

export const TOKENS: Exchange[] = [
  get('the account', '/getuser', 200, {
    objectId: '<id>',
    name: 'Ada Live',
    email: 'ada@opensign.example',
    phone: '5550100001',
    jobTitle: 'Owner',
    company: 'Acme',
    ...DATES,
  }),
  { ...get('no token', '/getuser', 400, { error: 'Please Provide API Token' }), ask: { token: null } },
  { ...get('an empty token', '/getuser', 400, { error: 'Please Provide API Token' }), ask: { token: '' } },
  {
    ...get('a bearer token and one in the query', '/getuser?token=test.EXAMPLE0000000000000001', 400, {
      error: 'Please Provide API Token',
    }),
    ask: { token: null, headers: { authorization: 'Bearer test.EXAMPLE0000000000000001' } },
  },
  {
    ...get('a wrong token', '/getuser', 405, { error: 'Invalid API Token!' }),
    ask: { token: 'opensign.EXAMPLE0000000000000000' },
  },
  {
    ...get('a token in other letters', '/getuser', 405, { error: 'Invalid API Token!' }),
    ask: { token: 'TEST.EXAMPLE0000000000000001' },
  },
  {
    ...get('a token sent twice', '/getuser', 405, { error: 'Invalid API Token!' }),
    ask: { token: 'test.EXAMPLE0000000000000001, test.EXAMPLE0000000000000001' },
  },
  { ...get('no profile', '/getuser', 404, { error: 'User not found!' }), ask: { token: STRANGER_TOKEN } },
  { ...get('no profile, templates', '/templatelist', 200, { result: [] }), ask: { token: STRANGER_TOKEN } },
  {
    ...get('no profile, webhook', '/webhook', 404, { error: 'User not found!' }),
    ask: { token: STRANGER_TOKEN },
  },
  {
    ...send('no profile, create', 'POST', '/createtemplate', CREATE, 400, VAGUE),
    ask: { token: STRANGER_TOKEN, body: CREATE },
  },
];
