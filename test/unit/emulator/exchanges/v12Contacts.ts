import type { Exchange } from '../exchange';
import { OTHER_TOKEN } from '../world';
import { DATES, send } from './rows';

export const CONTACTS: Exchange[] = [
  send(
    'with details',
    'POST',
    '/createcontact',
    { name: 'Y', email: 'y@x.example', company: 'C', job_title: 'J' },
    200,
    {
      objectId: '<id>',
      name: 'Y',
      email: 'y@x.example',
      phone: '',
      company: 'C',
      job_title: 'J',
      ...DATES,
    },
  ),
  send('change', 'PUT', '/contact/{zoe}', { phone: '1' }, 200, {
    objectId: '{zoe}',
    message: 'Contact updated successfully',
  }),
  send('change an unknown field', 'PUT', '/contact/{zoe}', { jobTitle: 'x' }, 400, {
    error: 'Please provide valid field names!',
  }),
  send('change an unknown contact', 'PUT', '/contact/{unknown}', { phone: '1' }, 404, {
    error: 'Contact not found!',
  }),
  {
    ...send("another account's contact", 'PUT', '/contact/{zoe}', { phone: '1' }, 404, {
      error: 'Contact not found!',
    }),
    ask: { token: OTHER_TOKEN, body: { phone: '1' } },
  },
];
